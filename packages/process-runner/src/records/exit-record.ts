import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { RUN_FILES } from '../run-files.ts'
import type { ProcessExit } from '../types.ts'
import { readJsonFile } from './read-json-file.ts'

export function hasExitRecord(directory: string): boolean {
  return existsSync(join(directory, RUN_FILES.exit))
}

/**
 * How the command ended; `undefined` when nobody can tell.
 *
 * A shell answers `128 + n` both for a death by signal n and for a plain exit with that code. The supervisor tells them
 * apart by the line that the shell writes about a death, and no shell writes one for SIGINT and SIGPIPE: these two stay
 * `exited` with 130 and 141.
 */
export function readExitRecord(directory: string): ProcessExit | undefined {
  const file = readJsonFile(join(directory, RUN_FILES.exit))
  if (file === undefined || file === 'damaged') return undefined
  const { code, bySignal } = file.value
  if (typeof code !== 'number') return undefined
  if (bySignal === true) return { kind: 'signaled', signal: signalName(code - 128), endedAt: file.writtenAt }
  return { kind: 'exited', exitCode: code, endedAt: file.writtenAt }
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number)
  return known?.[0] ?? `SIG${number}`
}
