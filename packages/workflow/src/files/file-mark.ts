import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readlink } from 'node:fs/promises'
import { errnoCode } from './storage-error.ts'

/** More than this is not read to tell whether it is the same. */
const MAX_HASHED_BYTES = 16 * 1024 * 1024

/**
 * By what a file that is not shown is known again: another mark says that something else would be read there. Links are
 * followed, as the agent follows them; a pipe is not waited for. Never rejects for what is there.
 */
export async function markFile(path: string): Promise<string> {
  const target = await readlink(path).catch(() => '')
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const { ctimeNs, dev, ino, mtimeNs, size, ...stats } = await file.stat({ bigint: true })
      if (size > MAX_HASHED_BYTES || (stats.mode & BigInt(constants.S_IFMT)) !== BigInt(constants.S_IFREG)) {
        return [target, stats.mode, dev, ino, size, mtimeNs, ctimeNs].join(' ')
      }
      const content = await file.readFile()
      return `${target} ${createHash('sha256').update(content).digest('hex')}`
    } finally {
      await file.close()
    }
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    return `${target} ${code}`
  }
}
