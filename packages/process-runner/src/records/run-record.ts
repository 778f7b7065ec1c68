import { join } from 'node:path'
import { RUN_FILES } from '../run-files.ts'
import type { RunMarker, RunSpec } from '../types.ts'
import { readJsonFile } from './read-json-file.ts'

/** What a later server must know of a run before it can take it up. */
export interface RunRecord {
  marker: RunMarker
  timeoutMs: number
  graceMs: number
  /** The boot in which the run was prepared. */
  bootId: string
}

/** Executable and arguments are for people who look into the directory; the environment, which may hold keys, stays out. */
export function serializeRunRecord(spec: RunSpec, bootId: string): string {
  const { marker, timeoutMs, graceMs, executable, args } = spec
  return `${JSON.stringify({ marker, timeoutMs, graceMs, bootId, executable, args }, undefined, 2)}\n`
}

/** `undefined` when no run was ever prepared in this directory; throws when the file is damaged. */
export function readRunRecord(directory: string): RunRecord | undefined {
  const path = join(directory, RUN_FILES.run)
  const file = readJsonFile(path)
  if (file === undefined) return undefined
  const record = file === 'damaged' ? undefined : parseRunRecord(file.value)
  if (record === undefined) {
    throw new Error(
      `${path} is damaged: nobody can say which processes belong to this run. Move its directory away.`,
    )
  }
  return record
}

function parseRunRecord({
  marker,
  timeoutMs,
  graceMs,
  bootId,
}: Record<string, unknown>): RunRecord | undefined {
  if (!isMarker(marker) || typeof bootId !== 'string') return undefined
  if (typeof timeoutMs !== 'number' || typeof graceMs !== 'number') return undefined
  return { marker, timeoutMs, graceMs, bootId }
}

function isMarker(value: unknown): value is RunMarker {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'value' in value &&
    typeof value.value === 'string'
  )
}
