import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/**
 * The real path of a new folder for the running test. It is removed when the test has passed, and kept for a look
 * when it has failed.
 */
export function temporaryDirectory(place = tmpdir()): string {
  const path = realpathSync(mkdtempSync(join(place, 'specflow-test-')))
  onTestFinished(({ task }) => {
    if (task.result?.state !== 'fail') rmSync(path, { recursive: true, force: true })
  })
  return path
}
