import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '../../src/store/file-store.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { fillDisk, smallDisk } from '../support/small-disk.ts'

async function storeOnSmallDisk() {
  const { path: directory, write } = smallDisk()
  const store = await openFileStore({ directory, ...(write && { write }) })
  return { directory, store }
}

describe('a full disk', () => {
  it('S9 keeps the old record whole and shown, and takes the change when there is space again', async () => {
    const { directory, store } = await storeOnSmallDisk()
    const created = await store.create(newExecution({ status: 'running' }))
    const path = join(directory, `${created.id}.json`)
    const text = readFileSync(path, 'utf8')
    const free = fillDisk(directory)

    const changed = { ...created, status: 'completed' as const, input: 'x'.repeat(5_000) }
    expect((await refusalOf(store.update(changed))).code).toBe('STORAGE_FULL')
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(await store.get(created.id)).toEqual(created)
    expect((await store.list({ limit: 50 })).executions).toMatchObject([{ revision: 1, status: 'running' }])

    free()
    expect(await store.update(changed)).toMatchObject({ revision: 2, status: 'completed' })
    expect(readdirSync(directory)).toEqual([`${created.id}.json`])
  })

  it('S9 refuses a new record and keeps no part of it', async () => {
    const { directory, store } = await storeOnSmallDisk()
    const free = fillDisk(directory)
    const execution = newExecution({ requestId: 'click' })
    expect((await refusalOf(store.create(execution))).code).toBe('STORAGE_FULL')
    expect(readdirSync(directory)).toEqual(['ballast'])
    expect(await store.get(execution.id)).toBeUndefined()
    expect(await store.findByRequestId('click')).toBeUndefined()
    free()
    expect(await store.create(execution)).toMatchObject({ revision: 1 })
  })
})
