import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readClaimTime } from './records/claim.ts'
import { readProcessRecord } from './records/process-record.ts'
import { RUN_FILES } from './run-files.ts'
import { isAlive } from './send-signal.ts'
import type { Platform, RunState } from './types.ts'

/** How a run stands, by its files and its supervisor alone. Changes nothing, so it can be asked beside whoever watches the run. */
export function inspectRun(platform: Platform, directory: string): RunState {
  if (!existsSync(directory)) return 'missing'
  if (isSupervised(platform, directory)) return 'alive'
  // Asked after the process: it writes its end down before it goes.
  if ([RUN_FILES.exit, RUN_FILES.stop].some((name) => existsSync(join(directory, name)))) return 'ended'
  return readClaimTime(directory) === undefined ? 'unclaimed' : 'gone'
}

function isSupervised(platform: Platform, directory: string): boolean {
  const record = readProcessRecord(directory)
  return record !== undefined && isAlive(platform, record.supervisor)
}
