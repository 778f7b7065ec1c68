import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RUN_FILES } from '../src/index.ts'
import { observeDirectory, POLL_MS } from '../src/observe-directory.ts'
import { createWorkplace } from './support/workplace.ts'

test.each([RUN_FILES.process, RUN_FILES.stop, RUN_FILES.exit, RUN_FILES.stderr])(
  'reports that %s is there, before the next poll would',
  async (name) => {
    await using place = createWorkplace()
    const startedAt = performance.now()
    const reported = new Promise<void>((resolve) => {
      const stop = observeDirectory(place.directory, () => {
        stop()
        resolve()
      })
    })
    writeFileSync(join(place.directory, name), '')
    await reported
    expect(performance.now() - startedAt).toBeLessThan(POLL_MS * 0.9)
  },
)
