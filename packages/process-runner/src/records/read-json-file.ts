import { readFileSync, statSync } from 'node:fs'
import { errorCode } from '../error-code.ts'

export interface JsonFile {
  value: Record<string, unknown>
  /** When it was written, ISO 8601 in UTC. */
  writtenAt: string
}

/**
 * What a small record file holds: `undefined` when it is missing, `'damaged'` when it holds no object, as after a power cut.
 * Throws every other error: a file that cannot be opened just now says nothing about the run.
 */
export function readJsonFile(path: string): JsonFile | 'damaged' | undefined {
  try {
    const value = parse(readFileSync(path, 'utf8'))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'damaged'
    return { value: { ...value }, writtenAt: statSync(path).mtime.toISOString() }
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
