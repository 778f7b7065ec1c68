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

/** Files by which the agent knows skills and commands in a folder such as `.claude`, skills first. */
export async function findSkillFiles(directory: string, source: Skill['source']): Promise<SkillFile[]> {
  const skills = await findSkills(join(directory, 'skills'), source)
  const commands = await findCommands(join(directory, 'commands'), source)
  return [...skills, ...commands]
}

async function findSkills(directory: string, source: Skill['source']): Promise<SkillFile[]> {
  const found = await listDirectory(directory)
  const names = found.map(({ name }) => name).filter(isSkillName)
  return names.slice(0, MAX_FILES).map((name) => ({ name, source, path: join(directory, name, 'SKILL.md') }))
}

/** Folders that links lead to are walked too, each once on the way down, so that a circle ends. */
async function findCommands(root: string, source: Skill['source']): Promise<SkillFile[]> {
  const files: SkillFile[] = []
  let visited = 0

  const walk = async (
    directory: string,
    namespace: readonly string[],
    above: readonly string[],
  ): Promise<void> => {
    const place = await realpath(directory).catch(() => undefined)
    if (place === undefined || above.includes(place) || namespace.length > MAX_DEPTH) return
    for (const entry of await listDirectory(directory)) {
      visited += 1
      if (files.length >= MAX_FILES || visited > MAX_ENTRIES) return
      const path = join(directory, entry.name)
      if (await isDirectory(entry, path)) await walk(path, [...namespace, entry.name], [...above, place])
      else if (entry.name.endsWith('.md')) {
        const name = [...namespace, entry.name.slice(0, -'.md'.length)].join(':')
        if (isSkillName(name)) files.push({ name, source, path })
      }
    }
  }

  await walk(root, [], [])
  return files
}

function isSkillName(name: string): boolean {
  return skillNameSchema.safeParse(name).success
}

/** In the order of names; none when the folder is not there or cannot be looked into. */
async function listDirectory(directory: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    if (errnoCode(error) === undefined) throw error
    return []
  }
}

async function isDirectory(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  const target = await stat(path).catch(() => undefined)
  return target?.isDirectory() ?? false
}
