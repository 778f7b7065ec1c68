import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoCode } from '../files/storage-error.ts'
import type { Brought } from '../schema/index.ts'
import { readMcpServers } from './read-mcp-servers.ts'
import { readSettings } from './read-settings.ts'

const MAX_FILE_BYTES = 256 * 1024

const FILES = [
  { file: '.claude/settings.json', read: readSettings },
  { file: '.claude/settings.local.json', read: readSettings },
  { file: '.mcp.json', read: readMcpFile },
] as const

/**
 * What a repository brings that changes what the agent does: the same files always give the same answer. What is there
 * and cannot be read is shown too. Never rejects for what the files are.
 */
export async function readRepository(projectPath: string): Promise<Brought[]> {
  const found = await Promise.all(
    FILES.map(async ({ file, read }) => {
      const text = await readText(join(projectPath, file))
      if (text.kind === 'none') return []
      if (text.kind === 'unread') return [unreadable(file, text.reason)]
      return parse(file, text.text, read)
    }),
  )
  return found.flat()
}

function parse(file: string, text: string, read: (file: string, value: unknown) => Brought[]): Brought[] {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return [unreadable(file, 'It is no JSON that can be read.')]
  }
  return read(file, value)
}

function readMcpFile(file: string, value: unknown): Brought[] {
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
  return readMcpServers(file, isMap && 'mcpServers' in value ? value.mcpServers : undefined)
}

type FileText = { kind: 'text'; text: string } | { kind: 'unread'; reason: string } | { kind: 'none' }

/** A link is not followed and a pipe is not waited for. */
async function readText(path: string): Promise<FileText> {
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

function unreadable(file: string, detail: string): Brought {
  return { kind: 'unreadable', name: file, detail, file }
}
