import { existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { instant, newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeChangesContract } from './changes-contract.ts'
import { describeListContract } from './list-contract.ts'
import { describeRemovalContract } from './removal-contract.ts'
import { describeStoreContract } from './store-contract.ts'

const openStore = () => openFileStore({ directory: temporaryDirectory() })

describeStoreContract('file store', openStore)
describeListContract('file store', openStore)
describeChangesContract('file store', openStore)
describeRemovalContract('file store', openStore)

describe('file store', () => {
  it('has everything again after it is opened anew, lists included', async () => {
    const directory = temporaryDirectory()
    const first = await openFileStore({ directory })
    const ended = await first.create(newExecution({ status: 'completed', startedAt: instant(1) }))
    const live = await first.create(
      newExecution({ status: 'running', startedAt: instant(2), requestId: 'click' }),
    )
    await first.close()

    const second = await openFileStore({ directory })
    expect(await second.get(ended.id)).toEqual(ended)
    expect(await second.findByRequestId('click')).toEqual(live)
    expect(await second.listUnfinished()).toEqual([live])
    expect(await second.list({ limit: 50 })).toEqual(await first.list({ limit: 50 }))
    expect(await second.update({ ...live, status: 'failed' })).toMatchObject({ revision: 2 })
    await expect(second.create(newExecution({ requestId: 'click' }))).rejects.toThrow('request id')
  })

  it('keeps folders and records to their owner, whatever the umask', async () => {
    const umask = process.umask(0)
    onTestFinished(() => {
      process.umask(umask)
    })
    const directory = join(temporaryDirectory(), 'workflows')
    const store = await openFileStore({ directory })
    const created = await store.create(newExecution())
    expect(modeOf(join(directory, `${created.id}.json`))).toBe(0o600)
    await store.update(created)
    expect(modeOf(join(directory, `${created.id}.json`))).toBe(0o600)
    expect(modeOf(directory)).toBe(0o700)
  })

  it('leaves nothing but records behind', async () => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const created = await store.create(newExecution())
    await store.update(created)
    await expect(store.create(created)).rejects.toThrow()
    expect(readdirSync(directory)).toEqual([`${created.id}.json`])
  })

  it('writes nothing when another server owns the folder by now', async () => {
    const directory = temporaryDirectory()
    let isOwned = true
    const store = await openFileStore({
      directory,
      assertOwned: () =>
        isOwned
          ? Promise.resolve()
          : Promise.reject(new WorkflowError('STORAGE_UNWRITABLE', 'Not ours any more.')),
    })
    const created = await store.create(newExecution())
    isOwned = false
    expect((await refusalOf(store.update({ ...created, status: 'running' }))).message).toBe(
      'Not ours any more.',
    )
    expect((await refusalOf(store.create(newExecution()))).message).toBe('Not ours any more.')
    expect(readdirSync(directory)).toEqual([`${created.id}.json`])
    expect(await store.get(created.id)).toEqual(created)
  })

  it('forgets a record that somebody deleted', async () => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution())
    unlinkSync(join(directory, `${id}.json`))
    expect(await store.get(id)).toBeUndefined()
    expect((await store.list({ limit: 50 })).executions).toEqual([])
  })

  it('S13 says which record was damaged while it ran, reads the others, and keeps the text when it heals it', async () => {
    const directory = temporaryDirectory()
    const store = await openFileStore({ directory })
    const damaged = await store.create(newExecution({ status: 'running' }))
    const intact = await store.create(newExecution({ status: 'running' }))
    const path = join(directory, `${damaged.id}.json`)
    writeFileSync(path, '{"id":')
    expect((await refusalOf(store.get(damaged.id))).code).toBe('INTERNAL')
    expect(readFileSync(path, 'utf8')).toBe('{"id":')
    expect(await store.listUnfinished()).toEqual([intact])
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_UNREADABLE' }])
    const healed = await store.update({ ...damaged, status: 'failed' })
    expect(await store.get(damaged.id)).toEqual(healed)
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_QUARANTINED' }])
    const [kept = ''] = readdirSync(join(directory, 'quarantine'))
    expect(readFileSync(join(directory, 'quarantine', kept), 'utf8')).toBe('{"id":')
  })

  it('builds no path from ten thousand strange ids', async () => {
    const root = temporaryDirectory()
    const directory = join(root, 'a', 'workflows')
    const store = await openFileStore({ directory })
    const { id } = await store.create(newExecution())
    const treeBefore = readdirSync(root, { recursive: true }).sort()
    for (const strange of strangeIds(10_000)) {
      const refusals = await Promise.all([
        refusalOf(store.get(strange)),
        refusalOf(store.create(newExecution({ id: strange }))),
        refusalOf(store.update(newExecution({ id: strange }))),
      ])
      expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(['INVALID_INPUT']))
    }
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(treeBefore)
    expect(existsSync(join(directory, `${id}.json`))).toBe(true)
  })
})

/** Pieces of paths and of UUIDs, put together by chance that is the same every time. */
function strangeIds(count: number): string[] {
  const pieces = [
    '..',
    '/',
    '\\',
    '\0',
    '%2e%2e',
    'CON',
    '.',
    'a'.repeat(300),
    '0a1b2c3d',
    '-4e5f-8a9b-',
    '\n',
    'É',
    '~',
  ]
  const id = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((chosen) => chosen.join(''))
  return fc.sample(id, { numRuns: count, seed: 42 })
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777
}
