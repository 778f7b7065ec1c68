import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { workflowExecutionSchema } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { readRegularFile } from '../../src/files/regular-file.ts'
import { startScript } from '../support/child-script.ts'
import { compileSources } from '../support/compiled-sources.ts'
import { newExecution } from '../support/executions.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const WRITER = new URL('../fixtures/write-executions.mjs', import.meta.url)
const WRITES_PER_WRITER = 50

it(
  'a reader never sees a part of a record, also when its writer is killed',
  { timeout: 60_000 },
  async () => {
    const sources = compileSources(temporaryDirectory())
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution())
    let lastRevision = 0
    for (let writers = 0; writers < 3; writers += 1) {
      const writer = startScript(WRITER, [sources, directory, id])
      expect(await writer.nextLine()).toBe('writing')
      for (const enough = lastRevision + WRITES_PER_WRITER; lastRevision < enough;) {
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
