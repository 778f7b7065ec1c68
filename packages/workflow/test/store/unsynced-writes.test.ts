import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileStore, type FileStoreOptions } from '../../src/store/file-store.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

interface Disk extends Pick<FileStoreOptions, 'directory'> {
  fails: boolean
}

/** A store on a disk that stops taking folders, while files still can be written. */
async function openStoreOn(disk: Disk) {
  return openFileStore({
    directory: disk.directory,
    syncDirectory: async (handle) => {
      if (disk.fails) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO' })
      await handle.sync()
    },
  })
}

describe('a record whose folder does not reach the disk', () => {
  it('counts as written after an update, because every reader sees it from then on', async () => {
    const disk = { directory: temporaryDirectory(), fails: false }
    const store = await openStoreOn(disk)
    const created = await store.create(newExecution({ status: 'running' }))
    disk.fails = true
    const updated = await store.update({ ...created, status: 'completed' })
    expect(updated).toMatchObject({ revision: 2, status: 'completed' })
    expect(await store.get(created.id)).toEqual(updated)
    expect((await store.list({ limit: 50 })).executions).toMatchObject([{ revision: 2, status: 'completed' }])
    expect(await store.listUnfinished()).toEqual([])
    await expect(store.update(created)).rejects.toThrow('has the revision 2')
  })

  it('is a problem until the record is written again', async () => {
    const disk = { directory: temporaryDirectory(), fails: false }
    const store = await openStoreOn(disk)
    const created = await store.create(newExecution())
    expect(store.problems()).toEqual([])
    disk.fails = true
    const updated = await store.update(created)
    const [problem] = store.problems()
    expect(problem).toMatchObject({ code: 'RECORDS_NOT_DURABLE' })
    expect(problem?.message).toContain(`${created.id}.json`)
    expect(problem?.message).toContain('EIO')
    disk.fails = false
    await store.update(updated)
    expect(store.problems()).toEqual([])
  })

  it('is not there after a create that was refused, neither now nor at the next start', async () => {
    const disk = { directory: temporaryDirectory(), fails: true }
    const store = await openStoreOn(disk)
    const execution = newExecution({ requestId: 'click' })
    expect((await refusalOf(store.create(execution))).code).toBe('STORAGE_UNWRITABLE')
    expect(readdirSync(disk.directory)).toEqual([])
    expect(await store.findByRequestId('click')).toBeUndefined()
    expect((await store.list({ limit: 50 })).executions).toEqual([])
    expect((await (await openStoreOn(disk)).list({ limit: 50 })).executions).toEqual([])

    disk.fails = false
    expect(await store.create(execution)).toMatchObject({ id: execution.id, revision: 1 })
    expect(existsSync(join(disk.directory, `${execution.id}.json`))).toBe(true)
    expect(store.problems()).toEqual([])
  })
})

it('a record that is newer on disk than in memory is gone on from as it is read', async () => {
  const directory = temporaryDirectory()
  const store = await openFileStore({ directory })
  const created = await store.create(newExecution())
  const newer = { ...created, revision: 7, status: 'running' as const }
  writeFileSync(join(directory, `${created.id}.json`), JSON.stringify(newer))
  expect(await store.get(created.id)).toEqual(newer)
  expect((await store.list({ limit: 50 })).executions).toMatchObject([{ revision: 7, status: 'running' }])
  expect(await store.update({ ...newer, status: 'failed' })).toMatchObject({ revision: 8 })
})
