import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { decodeRecord } from '../../src/store/record-codec.ts'
import { newExecution } from '../support/executions.ts'
import { DISK_FAULTS, faultyDisk, type DiskFault } from '../support/faulty-disk.ts'
import { refusalOf } from '../support/refusals.ts'
import { synchronousDisk } from '../support/synchronous-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8]
const disk = synchronousDisk({ sync: false })

/** What readers find there, whole; anything else fails the test. */
function recordIn(directory: string, id: string): WorkflowExecution | undefined {
  if (!readdirSync(directory).includes(`${id}.json`)) return undefined
  const decoded = decodeRecord(id, readFileSync(join(directory, `${id}.json`), 'utf8'))
  if (decoded.kind !== 'record') throw new Error(`The record ${id} is ${decoded.kind}.`)
  return decoded.execution
}

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error as { code: string }).code,
  )
}

describe('S9 a disk that fails while a record is written', () => {
  it.each(SEEDS)('S9 leaves the old record or the new one, and says which (seed %i)', async (seed) => {
    const directory = temporaryDirectory()
    const faulty = faultyDisk({ seed, rate: 0, disk })
    const store = await openFileStore({ directory, ...faulty })
    let known = await store.create(newExecution({ status: 'running' }))
    const ends = new Set<string | undefined>()
    for (let number = 0; number < 100; number += 1) {
      faulty.setRate(0.25)
      const next = { ...known, input: `change ${String(number)}` }
      const code = await codeOf(store.update(next))
      faulty.setRate(0)
      const stored = recordIn(directory, known.id)
      const isNew = stored?.input === next.input
      expect(stored).toEqual(isNew ? { ...next, revision: known.revision + 1 } : known)
      if (code === undefined) expect(isNew).toBe(true)
      known = (await store.get(known.id)) ?? expect.fail('the record is gone')
      expect(known).toEqual(stored)
      ends.add(code)
    }
    expect(ends).toEqual(new Set([undefined, 'STORAGE_FULL', 'STORAGE_UNWRITABLE']))
  })

  it.each(SEEDS)(
    'S9 creates a record or none, and what it refused can be tried again (seed %i)',
    async (seed) => {
      const directory = temporaryDirectory()
      const faults = DISK_FAULTS.filter((fault) => fault !== 'late EIO')
      const faulty = faultyDisk({ seed, rate: 0, faults, disk })
      const store = await openFileStore({ directory, ...faulty })
      const created: string[] = []
      let refused = 0
      for (let number = 0; number < 100; number += 1) {
        const requestId = randomUUID()
        faulty.setRate(0.25)
        while ((await codeOf(store.create(newExecution({ requestId })))) !== undefined) refused += 1
        faulty.setRate(0)
        created.push((await store.findByRequestId(requestId))?.id ?? 'none')
      }
      expect(refused).toBeGreaterThan(20)
      const files = readdirSync(directory).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      expect(files.sort()).toEqual(created.map((id) => `${id}.json`).sort())
      const reopened = await openFileStore({ directory })
      expect((await reopened.list({ limit: 200 })).executions.map(({ id }) => id).sort()).toEqual(
        created.sort(),
      )
    },
  )

  it('S9 takes away a record that was refused and may be there', async () => {
    const directory = temporaryDirectory()
    const faulty = faultyDisk({ seed: 1, rate: 1, faults: ['late EIO'], disk })
    const readText = () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' })
    }
    const store = await openFileStore({ directory, ...faulty, readText })
    expect((await refusalOf(store.create(newExecution()))).code).toBe('STORAGE_UNWRITABLE')
    expect(faulty.history).toEqual(['link late EIO'])
    expect(readdirSync(directory)).toEqual([])
  })

  it('S9 counts as written what can neither be brought to disk nor taken away nor read back', async () => {
    const directory = temporaryDirectory()
    const faulty = faultyDisk({ seed: 1, rate: 0, disk })
    const eio = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))
    let isBroken = false
    const store = await openFileStore({
      directory,
      ...faulty,
      syncDirectory: (handle) => (isBroken ? eio() : faulty.syncDirectory(handle)),
      remove: (path) => (isBroken ? eio() : faulty.remove(path)),
      readText: (path) => {
        if (isBroken) throw Object.assign(new Error('EIO'), { code: 'EIO' })
        return faulty.readText(path)
      },
    })
    isBroken = true
    const execution = newExecution({ requestId: 'click' })
    const code = await codeOf(store.create(execution))
    isBroken = false
    // It will be taken up by the next server, so whoever asked must be told of it now.
    expect(recordIn(directory, execution.id)).toMatchObject({ revision: 1 })
    expect(code).toBeUndefined()
    expect(await store.findByRequestId('click')).toMatchObject({ id: execution.id })
  })
})

describe('S12 a disk that cannot be read', () => {
  it.each<DiskFault>(['EIO', 'EMFILE'])(
    'S12 %s for one record empties no list and loses none',
    async (fault) => {
      const directory = temporaryDirectory()
      const whole = await openFileStore({ directory, ...disk })
      const ids: string[] = []
      for (let number = 0; number < 20; number += 1) ids.push((await whole.create(newExecution())).id)

      const faulty = faultyDisk({ seed: 3, rate: 0.3, faults: [fault], disk })
      const store = await openFileStore({ directory, readText: (path) => faulty.readText(path) })
      const listed = (await store.list({ limit: 200 })).executions.map(({ id }) => id)
      expect(listed).toHaveLength(20 - faulty.history.length)
      expect(faulty.history.length).toBeGreaterThan(1)
      expect(store.problems()).toMatchObject([{ code: 'RECORDS_UNREADABLE' }])
      expect(readdirSync(directory).sort()).toEqual(ids.map((id) => `${id}.json`).sort())

      faulty.setRate(1)
      const [known = ''] = listed
      expect(await refusalOf(store.get(known))).toMatchObject({ code: 'INTERNAL', cause: { code: fault } })
      expect((await store.list({ limit: 200 })).executions).toHaveLength(listed.length)
      faulty.setRate(0)
      expect(await store.get(known)).toMatchObject({ id: known })
      expect((await (await openFileStore({ directory })).list({ limit: 200 })).executions).toHaveLength(20)
    },
  )
})
