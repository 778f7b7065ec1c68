import type { Dirent } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { markFile, markFiles, markOfTooMuch } from '../files/file-mark.ts'
import { errnoCode } from '../files/storage-error.ts'
import { fieldAsWritten, parseFrontMatter } from '../skills/front-matter.ts'
import type { BroughtSource } from './brought-source.ts'
import { readText } from './read-text.ts'
import { shownText } from './shown-text.ts'
import { unreadSource } from './unread-source.ts'

const FOLDER = '.claude/agents'
const MAX_FILES = 1_000
const MAX_ENTRIES = 10_000

/** What may stand in the head of a sub-agent's file and starts processes. What it says to the sub-agent is none of this. */
const FIELDS = [
  ['hooks', 'hook'],
  ['mcpServers', 'mcp_server'],
] as const

/** The hooks and the servers that sub-agents of the project bring, in the order of their files. */
export async function readAgentFiles(projectPath: string): Promise<BroughtSource[]> {
  const { files, isEndless, problems } = await listFiles(projectPath)
  const sources = await Promise.all(files.slice(0, MAX_FILES).map((file) => readAgentFile(projectPath, file)))
  const beyond = files.slice(MAX_FILES).map((file) => join(projectPath, file))
  if (isEndless)
    problems.push(unreadSource(FOLDER, `It has more than ${String(MAX_ENTRIES)} entries.`, markOfTooMuch()))
  else if (beyond.length > 0) {
    const reason = `It has more than ${String(MAX_FILES)} files, of which the last were not read.`
    problems.push(unreadSource(FOLDER, reason, await markFiles(beyond)))
  }
  return [...sources.flat(), ...problems]
}

async function readAgentFile(projectPath: string, file: string): Promise<BroughtSource[]> {
  const text = await readText(join(projectPath, file))
  if (text.kind === 'none') return []
  if (text.kind === 'unread') return [unreadSource(file, text.reason, text.mark)]
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

interface Listing {
  files: string[]
  /** Folders that could not be looked into. */
  problems: BroughtSource[]
  isEndless: boolean
}

/** Files below the folder, and links, which are not followed and may lead to more. */
async function listFiles(projectPath: string): Promise<Listing> {
  const listing: Listing = { files: [], problems: [], isEndless: false }
  const folders = [FOLDER]
  let count = 0
  for (const folder of folders) {
    const path = join(projectPath, folder)
    const entries = await listFolder(path)
    if (!Array.isArray(entries)) {
      const reason = `It cannot be read (${entries.code}).`
      listing.problems.push(unreadSource(folder, reason, await markFile(path)))
      continue
    }
    count += entries.length
    if (count > MAX_ENTRIES) {
      listing.isEndless = true
      break
    }
    listing.files.push(...entries.filter(isOfInterest).map(({ name }) => `${folder}/${name}`))
    folders.push(...entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}`))
  }
  return { ...listing, files: listing.files.toSorted() }
}

async function listFolder(path: string): Promise<Dirent[] | { code: string }> {
  try {
    const entries = await readdir(path, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : { code }
  }
}

function isOfInterest(entry: Dirent): boolean {
  return entry.isSymbolicLink() || (entry.isFile() && /\.md$/i.test(entry.name))
}
