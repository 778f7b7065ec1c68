import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncPath } from '../atomic-file.ts'
import { RUN_FILES } from '../run-files.ts'

/** When a supervisor took this run, ISO 8601 in UTC; `undefined` when none has. */
export function readClaimTime(directory: string): string | undefined {
  return statSync(join(directory, RUN_FILES.claim), { throwIfNoEntry: false })?.mtime.toISOString()
}

/** The supervisor opens it last, in the moment before the command is executed. */
export function hasCommandBegun(directory: string): boolean {
  return existsSync(join(directory, RUN_FILES.stderr))
}

/** Lets the claim survive a power cut: a run that was reported as running must not look untouched afterwards. */
export async function makeClaimDurable(directory: string): Promise<void> {
  await syncPath(join(directory, RUN_FILES.run))
  await syncPath(join(directory, RUN_FILES.process))
  await syncPath(directory)
}

/** Only for a claim, if there is one, whose supervisor is proven gone before it ran anything. */
export async function removeClaim(directory: string): Promise<void> {
  await rm(join(directory, RUN_FILES.claim), { force: true })
}
