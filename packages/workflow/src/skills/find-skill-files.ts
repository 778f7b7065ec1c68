import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { skillNameSchema, type Skill } from '../schema/index.ts'
import { errnoCode } from '../files/storage-error.ts'
import type { SkillFile } from './read-skill.ts'

const MAX_DEPTH = 8
/** Of one folder tree; more would be no commands but a project that was linked by mistake. */
const MAX_FILES = 1_000
const MAX_ENTRIES = 10_000

interface FoundSkills {
  files: SkillFile[]
  leftOut: LeftOut[]
}

/** What is no skill here and may be one for the agent. */
export type LeftOut =
  /** A file whose name is none, or is that of another. */
  | { kind: 'file'; path: string }
  /** What was not looked at: all of `paths`, or nobody knows what. */
  | { kind: 'unread'; path: string; reason: string; paths?: string[] }

/** Files by which the agent knows skills and commands in a folder such as `.claude`, skills first. */
export async function findSkillFiles(directory: string, source: Skill['source']): Promise<FoundSkills> {
  const skills = await findSkills(join(directory, 'skills'))
  const commands = await findCommands(join(directory, 'commands'))
  const files = [...skills.named, ...commands.named].map((file) => ({ ...file, source }))
  const first = new Map(files.toReversed().map((file) => [file.name, file]))
  const others = files.filter((file) => first.get(file.name) !== file)
  const leftOut = [...skills.leftOut, ...commands.leftOut, ...others.map(({ path }) => leftOutFile(path))]
  return { files, leftOut }
}

interface Found {
  named: { name: string; path: string }[]
  leftOut: LeftOut[]
}

async function findSkills(directory: string): Promise<Found> {
  const { entries, leftOut } = await listDirectory(directory)
  const files = entries
    .slice(0, MAX_ENTRIES)
    .map(({ name }) => ({ name, path: join(directory, name, 'SKILL.md') }))
  if (entries.length > MAX_ENTRIES) leftOut.push(endless(directory))
  return cut(directory, files, leftOut)
}

/** Folders that links lead to are walked too, each once on the way down, so that a circle ends. */
async function findCommands(root: string): Promise<Found> {
  const files: Found['named'] = []
  const leftOut: LeftOut[] = []
  let visited = 0

  const walk = async (
    directory: string,
    namespace: readonly string[],
    above: readonly string[],
  ): Promise<void> => {
    const place = await realpath(directory).catch(() => directory)
    if (above.includes(place)) return
    if (namespace.length > MAX_DEPTH) {
      const reason = `It lies in more than ${String(MAX_DEPTH)} folders and was not read.`
      leftOut.push({ kind: 'unread', path: directory, reason, paths: [directory] })
      return
    }
    const listed = await listDirectory(directory)
    leftOut.push(...listed.leftOut)
    for (const entry of listed.entries) {
      visited += 1
      if (visited > MAX_ENTRIES) return
      const path = join(directory, entry.name)
      if (await isDirectory(entry, path)) await walk(path, [...namespace, entry.name], [...above, place])
      else if (entry.name.endsWith('.md')) {
        files.push({ name: [...namespace, entry.name.slice(0, -'.md'.length)].join(':'), path })
      } else if (/\.md$/i.test(entry.name)) leftOut.push(leftOutFile(path))
    }
  }

  await walk(root, [], [])
  if (visited > MAX_ENTRIES) leftOut.push(endless(root))
  return cut(root, files, leftOut)
}

/** As many as there may be, of those with a name and of the others. */
function cut(directory: string, files: Found['named'], leftOut: readonly LeftOut[]): Found {
  const named = files.filter(({ name }) => isSkillName(name))
  const nameless = files.filter(({ name }) => !isSkillName(name)).map(({ path }) => path)
  const beyond = [...named.slice(MAX_FILES).map(({ path }) => path), ...nameless.slice(MAX_FILES)]
  const reason = `It has more than ${String(MAX_FILES)} files, of which the last were not read.`
  return {
    named: named.slice(0, MAX_FILES),
    leftOut: [
      ...leftOut,
      ...nameless.slice(0, MAX_FILES).map(leftOutFile),
      ...(beyond.length > 0 ? [{ kind: 'unread' as const, path: directory, reason, paths: beyond }] : []),
    ],
  }
}

function leftOutFile(path: string): LeftOut {
  return { kind: 'file', path }
}

function endless(path: string): LeftOut {
  return { kind: 'unread', path, reason: `It has more than ${String(MAX_ENTRIES)} entries.` }
}

function isSkillName(name: string): boolean {
  return skillNameSchema.safeParse(name).success
}

/** In the order of names; none when the folder is not there or cannot be looked into. */
async function listDirectory(directory: string): Promise<{ entries: Dirent[]; leftOut: LeftOut[] }> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return { entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)), leftOut: [] }
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    if (code === 'ENOENT' || code === 'ENOTDIR') return { entries: [], leftOut: [] }
    const reason = `It cannot be read (${code}).`
    return { entries: [], leftOut: [{ kind: 'unread', path: directory, reason, paths: [directory] }] }
  }
}

async function isDirectory(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  const target = await stat(path).catch(() => undefined)
  return target?.isDirectory() ?? false
}
