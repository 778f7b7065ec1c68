import { lstatSync, rmSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Git, GitCall } from './git.ts'
import { GitFailure } from './run-git.ts'

const MAX_FILES = 20_000
/** Of one file; a larger one is not compared. */
const MAX_FILE_BYTES = 20 * 1_048_576
const MAX_BYTES = 256 * 1_048_576

/** The working tree is too much to be remembered; the message says so to a person. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

/** Where and how the index is written: a place without alternates, or git would touch the times of objects that are there already. */
export type CapturePlace = Omit<GitCall, 'args' | 'input' | 'maxBytes' | 'alternates'>

/**
 * Brings an index, begun from the repository's or empty, up to how the files are now. Only what differs from it is read and stored. Where
 * a copy of the repository's index cannot be used, everything is.
 */
export async function captureIndex(git: Git, place: CapturePlace, seed: () => boolean): Promise<void> {
  clear(place.index)
  const isSeeded = seed()
  try {
    await capture(git, place)
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error
    // A file that came or went in between, or an index of a kind that cannot stand alone.
    clear(place.index)
    if (isSeeded) seed()
    await capture(git, place).catch(async (again: unknown) => {
      if (!(again instanceof GitFailure) || !isSeeded) throw again
      clear(place.index)
      await capture(git, place)
    })
  }
}

async function capture(git: Git, place: CapturePlace): Promise<void> {
  await refresh(git, place)
  const { added, removed } = await listDifferences(git, place)
  if (removed.length > 0) {
    await git({ ...place, args: ['update-index', '-z', '--force-remove', '--stdin'], input: join0(removed) })
  }
  if (added.length > 0) {
    const args = ['update-index', '-z', '--add', '--remove', '--replace', '--stdin']
    await git({ ...place, args, input: join0(added) })
  }
}

/** So that a file whose times alone have changed is not taken for a changed one. Differences are no failure. */
async function refresh(git: Git, place: CapturePlace): Promise<void> {
  await git({
    ...place,
    args: ['update-index', '-q', '--unmerged', '--ignore-submodules', '--refresh'],
  }).catch((error: unknown) => {
    if (!(error instanceof GitFailure)) throw error
  })
}

async function listDifferences(git: Git, place: CapturePlace) {
  const args = ['ls-files', '-z', '-t', '--modified', '--deleted', '--others', '--exclude-standard']
  const { stdout } = await git({ ...place, args })
  const removed = new Set<string>()
  const candidates = new Set<string>()
  for (const line of splitZ(stdout)) {
    const path = line.slice(2)
    if (line.startsWith('R ')) removed.add(path)
    // What ends so is a repository of its own, which is another's affair.
    else if (!path.endsWith('/')) candidates.add(path)
  }
  if (candidates.size > MAX_FILES) {
    throw new TooMuch(`More than ${String(MAX_FILES)} files are new or changed against git's index.`)
  }
  const added = [...candidates].filter((path) => !removed.has(path) && isComparable(place.cwd, path))
  refuseTooMuch(place.cwd, added)
  return { added, removed: [...removed] }
}

function isComparable(cwd: string, path: string): boolean {
  const stats = statsOf(join(cwd, path))
  return stats?.isSymbolicLink() === true || (stats?.isFile() === true && stats.size <= MAX_FILE_BYTES)
}

function refuseTooMuch(cwd: string, paths: readonly string[]): void {
  const bytes = paths.reduce((sum, path) => sum + (statsOf(join(cwd, path))?.size ?? 0), 0)
  if (bytes > MAX_BYTES) {
    throw new TooMuch("More than 256 MB of files are new or changed against git's index.")
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

function clear(index: string): void {
  rmSync(index, { force: true })
  rmSync(`${index}.lock`, { force: true })
}

/** Names are bytes to git. Those that are no UTF-8 do not come back as they were, and are not compared. */
export function splitZ(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '' && !part.includes('\uFFFD'))
}

function join0(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('')
}
