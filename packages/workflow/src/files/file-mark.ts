import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { errnoCode } from './storage-error.ts'

/** What is more than this is not read to tell whether it is the same, and is known by its place, size and times. */
const MAX_HASHED_BYTES = 16 * 1024 * 1024
/** More than these in folders are not looked at. */
const MAX_ENTRIES = 10_000

/**
 * By what a file that is not shown is known again: another mark says that something else would be read there. Links are
 * followed, as the agent follows them; a pipe is not waited for. A folder is known by all that is in it. Never rejects for
 * what is there.
 */
export async function markFile(path: string): Promise<string> {
  return markFiles([path])
}

/** One mark for all of them. */
export async function markFiles(paths: readonly string[]): Promise<string> {
  const left = { bytes: MAX_HASHED_BYTES, entries: MAX_ENTRIES, places: new Set<string>() }
  const marks: string[] = []
  for (const path of paths) marks.push(await markEntry(path, left))
  if (left.entries < 0) return markOfTooMuch()
  return marks.length === 1 ? marks.join() : hashOf(JSON.stringify(marks))
}

const TOO_MUCH = 'too much to be known:'

/** Of what is not looked at as a whole: it is never the same. */
export function markOfTooMuch(): string {
  return `${TOO_MUCH} ${randomUUID()}`
}

export function isMarkOfTooMuch(mark: string): boolean {
  return mark.startsWith(TOO_MUCH)
}

interface Left {
  bytes: number
  entries: number
  /** Folders that were looked into: a circle of links ends. */
  places: Set<string>
}

async function markEntry(path: string, left: Left): Promise<string> {
  const target = await readlink(path).catch(() => '')
  try {
    // Closed by then: folders may lie deeper in each other than files may be open.
    const { mark, place } = await markOpened(path, left)
    return `${target} ${place === undefined ? mark : await markFolder(path, place, left)}`
  } catch (error) {
    const code = errnoCode(error)
    if (code === undefined) throw error
    return `${target} ${code}`
  }
}

async function markOpened(path: string, left: Left): Promise<{ mark: string; place?: string }> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await file.stat({ bigint: true })
    const { ctimeNs, dev, ino, mode, mtimeNs, size } = stats
    if (stats.isDirectory()) return { mark: 'folder', place: [dev, ino].join(' ') }
    if (size > left.bytes || !stats.isFile())
      return { mark: [mode, dev, ino, size, mtimeNs, ctimeNs].join(' ') }
    left.bytes -= Number(size)
    return { mark: hashOf(await file.readFile()) }
  } finally {
    await file.close()
  }
}

async function markFolder(path: string, place: string, left: Left): Promise<string> {
  if (left.places.has(place)) return 'seen before'
  left.places.add(place)
  const names = await readdir(path)
  left.entries -= names.length
  const marks: [string, string][] = []
  for (const name of names.toSorted()) {
    if (left.entries < 0) break
    marks.push([name, await markEntry(join(path, name), left)])
  }
  return hashOf(JSON.stringify(marks))
}

function hashOf(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
