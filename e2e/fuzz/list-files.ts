import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Everything in a directory, a line each: path, mode, and what a file holds. A change of anything is another line. */
export function listFiles(directory: string): string[] {
  return walk(directory)
    .map((path) => `${relative(directory, path)} ${describe(path)}`)
    .sort()
}

function walk(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    return entry.isDirectory() ? [path, ...walk(path)] : [path]
  })
}

function describe(path: string): string {
  const { mode, mtimeMs } = lstatSync(path)
  const kind = mode.toString(8)
  if (!lstatSync(path).isFile()) return kind
  return `${kind} ${String(mtimeMs)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}
