import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RUN_FILES } from '@specflow/process-runner'

/** When a run wrote anything last, by the files of its directory; `undefined` when there is none. */
export async function readLastActivity(directory: string): Promise<string | undefined> {
  const times = await Promise.all(
    [RUN_FILES.output, RUN_FILES.stderr].map((name) => modifiedMs(join(directory, name))),
  )
  const last = Math.max(...times)
  return last > 0 ? new Date(last).toISOString() : undefined
}

/** 0 for a file that is not there: whatever is there is newer. */
async function modifiedMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.mtimeMs ?? 0
}
