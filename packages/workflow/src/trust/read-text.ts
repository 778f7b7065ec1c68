import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { markFile } from '../files/file-mark.ts'
import { errnoCode } from '../files/storage-error.ts'

const MAX_FILE_BYTES = 256 * 1024

export type FileText =
  | { kind: 'text'; text: string }
  /** `mark` changes when something else would be read there. */
  | { kind: 'unread'; reason: string; mark: string }
  | { kind: 'none' }

/** A link is not followed and a pipe is not waited for. */
export async function readText(path: string): Promise<FileText> {
  const found = await tryToRead(path)
  return found.kind === 'unread' ? { ...found, mark: await markFile(path) } : found
}

async function tryToRead(
  path: string,
): Promise<Exclude<FileText, { kind: 'unread' }> | { kind: 'unread'; reason: string }> {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
  try {
    const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const stats = await file.stat()
      if (!stats.isFile()) return { kind: 'unread', reason: 'It is no regular file and was not read.' }
      if (stats.size > MAX_FILE_BYTES)
        return { kind: 'unread', reason: 'It is larger than 256 KB and was not read.' }
      return { kind: 'text', text: await file.readFile('utf8') }
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' }
    if (code === 'ELOOP') return { kind: 'unread', reason: 'It is a symbolic link and was not followed.' }
    return { kind: 'unread', reason: `It cannot be read (${code}).` }
  }
}
