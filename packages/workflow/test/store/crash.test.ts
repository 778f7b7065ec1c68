import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { workflowExecutionSchema } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { readRegularFile } from '../../src/files/regular-file.ts'
import { startScript } from '../support/child-script.ts'
import { compileSources } from '../support/compiled-sources.ts'
import { newExecution } from '../support/executions.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const WRITER = new URL('../fixtures/write-executions.mjs', import.meta.url)
/** In memory where there is such a place: a rename is the same there, and nothing has to wait for a disk. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : undefined
/** How many changes the reader sees at least before it kills the writer, the same every time. */
const LIFETIMES = fc.sample(fc.integer({ min: 1, max: 800 }), { numRuns: 12, seed: 8 })

it(
  'S8 a reader never sees a part of a record, also when its writer is killed at any moment',
  { timeout: 120_000 },
  async () => {
    const sources = compileSources(temporaryDirectory())
    const directory = temporaryDirectory(PLACE)
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution())
    let lastRevision = 0
    for (const lifetime of LIFETIMES) {
      const writer = startScript(WRITER, [sources, directory, id])
      expect(await writer.nextLine()).toBe('writing')
      for (const enough = lastRevision + lifetime; lastRevision < enough;) {
        const record = readWhole(join(directory, `${id}.json`))
        expect(record.revision).toBeGreaterThanOrEqual(lastRevision)
        lastRevision = record.revision
        await setImmediate()
      }
      await writer.kill()
    }

    const reopened = await openFileStore({ directory })
    expect(reopened.problems()).toEqual([])
    expect(await reopened.get(id)).toMatchObject({ id })
    expect(readdirSync(directory)).toEqual([`${id}.json`])
  },
)

function readWhole(path: string) {
  const record = workflowExecutionSchema.parse(JSON.parse(readRegularFile(path) ?? ''))
  // The text fits the revision that it was written with.
  expect(record.input?.length ?? 0).toBe(record.revision === 1 ? 0 : record.revision % 50_000)
  return record
}
