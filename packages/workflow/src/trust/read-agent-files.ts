import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { errnoCode } from '../files/storage-error.ts'
import { fieldAsWritten, parseFrontMatter } from '../skills/front-matter.ts'
import type { BroughtSource } from './brought-source.ts'
import { readText } from './read-text.ts'
import { shownText } from './shown-text.ts'

const FOLDER = '.claude/agents'
const MAX_FILES = 1_000

/** What may stand in the head of a sub-agent's file and starts processes. What it says to the sub-agent is none of this. */
const FIELDS = [
  ['hooks', 'hook'],
  ['mcpServers', 'mcp_server'],
] as const

/** The hooks and the servers that sub-agents of the project bring, in the order of their files. */
export async function readAgentFiles(projectPath: string): Promise<BroughtSource[]> {
  const { names, problem } = await listFiles(join(projectPath, FOLDER))
  const files = names.map((name) => `${FOLDER}/${name}`)
  const sources = await Promise.all(files.slice(0, MAX_FILES).map((file) => readAgentFile(projectPath, file)))
  const isCut = files.length > MAX_FILES
  const reason = isCut ? `It has more than ${String(MAX_FILES)} files, which were not read.` : problem
  return [...sources.flat(), ...(reason === undefined ? [] : [unread(FOLDER, reason, files.join('\n'))])]
}

async function readAgentFile(projectPath: string, file: string): Promise<BroughtSource[]> {
  const text = await readText(join(projectPath, file))
  if (text.kind === 'none') return []
  if (text.kind === 'unread') return [unread(file, text.reason, text.mark)]
  const frontMatter = parseFrontMatter(text.text)
  return FIELDS.flatMap(([field, kind]): BroughtSource[] => {
    const written = fieldAsWritten(frontMatter, field)
    if (written === undefined) return []
    const shown = shownText(file)
    return [
      { file, content: written, brings: [{ kind, name: field, detail: shownText(written), file: shown }] },
    ]
  })
}

function unread(file: string, reason: string, mark: string): BroughtSource {
  const shown = shownText(file)
  const brings = [{ kind: 'unreadable' as const, name: shown, detail: reason, file: shown }]
  return { file, brings, content: `unread ${mark}` }
}

interface Listing {
  names: string[]
  /** Why they are not known. */
  problem?: string
}

/** Files below the folder, and links, which are not followed and may lead to more. */
async function listFiles(root: string): Promise<Listing> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    const found = entries.filter(isOfInterest)
    return { names: found.map(({ name, parentPath }) => relative(root, join(parentPath, name))).toSorted() }
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return { names: [] }
    return { names: [], problem: `It cannot be read (${code}).` }
  }
}

function isOfInterest(entry: Dirent): boolean {
  return entry.isSymbolicLink() || (entry.isFile() && entry.name.endsWith('.md'))
}
