import { link, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncPath, writeTemporaryFile } from '../atomic-file.ts'
import { errorCode } from '../error-code.ts'
import { RUN_FILES } from '../run-files.ts'
import { STOP_REASONS, type StopReason } from '../types.ts'
import { hasExitRecord } from './exit-record.ts'
import { readJsonFile } from './read-json-file.ts'

export interface StopRecord {
  reason: StopReason
  requestedAt: string
  detail?: string
}

/** The first stop reason of this run; `undefined` when nobody asked. */
export function readStopRecord(directory: string): StopRecord | undefined {
  const file = readJsonFile(join(directory, RUN_FILES.stop))
  if (file === undefined || file === 'damaged') return undefined
  const { detail, reason, requestedAt } = file.value
  if (!isStopReason(reason) || typeof requestedAt !== 'string') return undefined
  return { reason, requestedAt, ...(typeof detail === 'string' && { detail }) }
}

/**
 * Writes a stop reason down unless there is one, and answers the one that holds. `'already_ended'` when the exit record
 * was there first and nobody had asked before. A complete file gets its name by `link`, which fails when the name is taken:
 * of two writers one wins, and no reader sees a half.
 */
export async function claimStop(
  directory: string,
  reason: StopReason,
  detail?: string,
): Promise<StopRecord | 'already_ended'> {
  const path = join(directory, RUN_FILES.stop)
  const requested: StopRecord = {
    reason,
    requestedAt: new Date().toISOString(),
    ...(detail !== undefined && { detail }),
  }
  const temporary = await writeTemporaryFile(path, `${JSON.stringify({ ...requested, by: 'server' })}\n`)
  try {
    if (hasExitRecord(directory)) return readStopRecord(directory) ?? 'already_ended'
    await link(temporary, path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    const first = readStopRecord(directory)
    if (first === undefined)
      throw new Error(`${path} is damaged: it names no stop reason. Remove it and stop again.`)
    return first
  } finally {
    await rm(temporary, { force: true })
  }
  await syncPath(directory)
  return requested
}

function isStopReason(value: unknown): value is StopReason {
  return STOP_REASONS.some((reason) => reason === value)
}
