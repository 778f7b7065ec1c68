import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ChangedFile } from '../schema/index.ts'
import type { Git, GitCall } from './git.ts'
import { findDifferences, formatEntries, parseEntries, type Difference } from './index-entries.ts'
import { parseChanges } from './parse-changes.ts'

export const MAX_CHANGED_FILES = 2_000
const MAX_PATCH_BYTES = 2 * 1_048_576
const DIFF = ['diff-tree', '-r', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all', '-M', '-l400']

export interface Comparison {
  /** Where nothing but what is made for it goes. */
  scratch: string
  /** Without `index`, `objects` and `alternates`. */
  base: Pick<GitCall, 'gitDirectory' | 'workTree' | 'cwd' | 'settings'>
  /** Both sides, as indexes. */
  before: string
  after: string
  /** Where the objects of both are. */
  objects: readonly string[]
}

export interface Compared {
  differences: Difference[]
  /** Of the first differences, as many as are told. */
  trees: { before: string; after: string }
}

/** Puts what differs into two small trees: what is the same need not be told to git again. */
export async function compare(git: Git, comparison: Comparison): Promise<Compared> {
  const all = findDifferences(
    await readEntries(git, comparison, comparison.before),
    await readEntries(git, comparison, comparison.after),
  )
  const differences = all.slice(0, MAX_CHANGED_FILES)
  const before = await writeTree(git, comparison, formatEntries(differences, 'before'))
  const after = await writeTree(git, comparison, formatEntries(differences, 'after'))
  return { differences: all, trees: { before, after } }
}

/** The files that changed, renames found. */
export async function listChanges(
  git: Git,
  comparison: Comparison,
  { before, after }: Compared['trees'],
): Promise<ChangedFile[]> {
  const args = [...DIFF, '-z', '--raw', '--numstat', '--no-abbrev', before, after]
  const { stdout } = await git({ ...reading(comparison), args })
  return parseChanges(stdout)
}

/** The patch of some paths, which are names and no patterns. */
export async function readPatch(
  git: Git,
  comparison: Comparison,
  { trees: { before, after }, paths }: { trees: Compared['trees']; paths: readonly string[] },
): Promise<{ patch: string; isTruncated: boolean }> {
  const args = [...DIFF, '-p', '--no-color', before, after, '--', ...paths]
  const call = reading(comparison)
  const { stdout, isTruncated } = await git({ ...call, args, maxBytes: MAX_PATCH_BYTES })
  return { patch: stdout.toString('utf8'), isTruncated }
}

async function readEntries(git: Git, { base, scratch }: Comparison, index: string) {
  const { stdout } = await git({ ...base, index, objects: scratch, args: ['ls-files', '--stage', '-z'] })
  return parseEntries(stdout)
}

async function writeTree(git: Git, { base, scratch }: Comparison, entries: string): Promise<string> {
  const index = join(scratch, 'tree.index')
  rmSync(index, { force: true })
  const place = { ...base, workTree: base.cwd, index, objects: scratch }
  await git({ ...place, args: ['update-index', '-z', '--index-info'], input: entries })
  const { stdout } = await git({ ...place, args: ['write-tree', '--missing-ok'] })
  return stdout.toString('utf8').trim()
}

function reading({ base, objects, scratch }: Comparison): Omit<GitCall, 'args'> {
  const index = join(scratch, 'tree.index')
  // The attributes of a file are looked up by its path, which begins at the project's folder.
  return { ...base, workTree: base.cwd, index, objects: scratch, alternates: objects }
}
