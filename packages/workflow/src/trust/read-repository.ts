import { join } from 'node:path'
import type { Brought } from '../schema/index.ts'
import type { BroughtSource } from './brought-source.ts'
import { canonicalJson } from './canonical-json.ts'
import { readAgentFiles } from './read-agent-files.ts'
import { readMcpFile } from './read-mcp-servers.ts'
import { readSettings } from './read-settings.ts'
import { readText } from './read-text.ts'

const FILES = [
  { file: '.claude/settings.json', read: readSettings },
  { file: '.claude/settings.local.json', read: readSettings },
  { file: '.mcp.json', read: readMcpFile },
] as const

/**
 * What a repository brings that changes what the agent does: the same files always give the same answer. What is there
 * and cannot be read is shown too. Never rejects for what the files are.
 */
export async function readRepository(projectPath: string): Promise<BroughtSource[]> {
  const found = await Promise.all(
    FILES.map(async ({ file, read }): Promise<BroughtSource[]> => {
      const text = await readText(join(projectPath, file))
      if (text.kind === 'none') return []
      if (text.kind === 'unread') {
        return [{ file, brings: [unreadable(file, text.reason)], content: `unread ${text.mark}` }]
      }
      return [parse(file, text.text, read)]
    }),
  )
  return [...found.flat(), ...(await readAgentFiles(projectPath))]
}

function parse(file: string, text: string, read: (file: string, value: unknown) => Brought[]): BroughtSource {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return { file, content: canonicalJson(value), brings: read(file, value) }
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error
    const reason =
      error instanceof RangeError ? 'It is nested too deeply to be read.' : 'It is no JSON that can be read.'
    return { file, content: `text ${text}`, brings: [unreadable(file, reason)] }
  }
}

function unreadable(file: string, detail: string): Brought {
  return { kind: 'unreadable', name: file, detail, file }
}
