import { randomBytes } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { errnoCode } from './storage-error.ts'

/** Tells this process from an earlier one that had the same pid, as the only process of a container always has. */
const WRITER_STARTED_AT = Math.trunc(performance.timeOrigin)

const TEMPORARY_NAME = /^\..+\.(\d+)-(\d+)\.[0-9a-f]{16}\.tmp$/

/** A name beside `path` that says who writes there, so that what a dead writer left can be told from work in progress. */
export function temporaryPath(path: string): string {
  const writer = `${String(process.pid)}-${String(WRITER_STARTED_AT)}`
  return join(dirname(path), `.${basename(path)}.${writer}.${randomBytes(8).toString('hex')}.tmp`)
}

export function isTemporaryName(name: string): boolean {
  return TEMPORARY_NAME.test(name)
}

/** Removes what writers that are gone left behind. What cannot be removed stays: it is in nobody's way. */
export function removeStaleTemporaries(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (!isStaleTemporaryName(name)) continue
    try {
      rmSync(join(directory, name), { force: true })
    } catch (error) {
      if (errnoCode(error) === undefined) throw error
    }
  }
}

/** Whether the writer that a temporary name tells of is gone. */
export function isStaleTemporaryName(name: string): boolean {
  const [, pid, startedAt] = TEMPORARY_NAME.exec(name) ?? []
  if (pid === undefined) return false
  if (Number(pid) === process.pid) return Number(startedAt) !== WRITER_STARTED_AT
  return !isAlive(Number(pid))
}

/** A stranger that took over the pid only keeps the file for another while. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoCode(error) !== 'ESRCH'
  }
}
