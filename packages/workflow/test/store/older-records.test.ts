import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workflowExecutionSchema } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { refusalOf } from '../support/refusals.ts'
import { fillDisk, smallDisk } from '../support/small-disk.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** A folder with one golden record of an older version. */
async function folderWith(golden: string, directory = temporaryDirectory()) {
  const text = readFileSync(new URL(`../fixtures/records/${golden}.json`, import.meta.url), 'utf8')
  const { id } = JSON.parse(text) as { id: string }
  const path = join(directory, `${id}.json`)
  writeFileSync(path, text, { mode: 0o600 })
  const store = await openFileStore({ directory })
  const backups = join(directory, 'backups')
  return { directory, id, path, text, store, backups }
}

describe('a record of version 1', () => {
  it('S15 is not written by being opened, listed and read', async () => {
    const { directory, id, path, store, text } = await folderWith('v1/waiting')
    expect((await store.list({ limit: 50 })).executions).toMatchObject([{ id, status: 'waiting_for_input' }])
    expect(await store.get(id)).toMatchObject({ schemaVersion: 4, status: 'waiting_for_input' })
    expect(await store.listUnfinished()).toMatchObject([{ id }])
    expect(store.problems()).toEqual([])
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(directory)).toEqual([`${id}.json`])
  })

  it('S15 is rewritten by its next change, and its old text is kept once and for its owner alone', async () => {
    const { backups, id, path, store, text } = await folderWith('v1/waiting')
    const execution = (await store.get(id)) ?? expect.unreachable()
    const changed = await store.update({ ...execution, status: 'queued' })
    await store.update({ ...changed, status: 'cancelled' })
    const written = workflowExecutionSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    expect(written).toMatchObject({ schemaVersion: 4, status: 'cancelled', revision: execution.revision + 2 })
    expect(written.timeline).toEqual(execution.timeline)
    expect(readdirSync(backups)).toEqual([`${id}.v1.json`])
    expect(readFileSync(join(backups, `${id}.v1.json`), 'utf8')).toBe(text)
    expect(statSync(join(backups, `${id}.v1.json`)).mode & 0o777).toBe(0o600)
    expect(statSync(backups).mode & 0o777).toBe(0o700)
    expect((await openFileStore({ directory: join(backups, '..') })).problems()).toEqual([])
  })

  it('S15 never overwrites a backup, and follows no link in its place', async () => {
    const { backups, id, store, text } = await folderWith('v1/waiting')
    const canary = join(temporaryDirectory(), 'canary')
    writeFileSync(canary, 'alive')
    mkdirSync(backups)
    writeFileSync(join(backups, `${id}.v1.json`), 'an earlier one')
    symlinkSync(canary, join(backups, `${id}.v1.2.json`))
    await store.update((await store.get(id)) ?? expect.unreachable())
    expect(readFileSync(join(backups, `${id}.v1.json`), 'utf8')).toBe('an earlier one')
    expect(readFileSync(canary, 'utf8')).toBe('alive')
    expect(readFileSync(join(backups, `${id}.v1.3.json`), 'utf8')).toBe(text)
  })

  it('S15 stays as it is where there is no space for its backup', async () => {
    const { path: disk, write } = smallDisk()
    const { id, path, text } = await folderWith('v1/completed', disk)
    const store = await openFileStore({ directory: disk, ...(write && { write }) })
    fillDisk(disk)
    const execution = (await store.get(id)) ?? expect.unreachable()
    expect((await refusalOf(store.update(execution))).code).toBe('STORAGE_FULL')
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(await store.get(id)).toEqual(execution)
  })
})

describe('a file of the earlier system', () => {
  it('S15 is listed and read as history, and never written', async () => {
    const { directory, id, path, store, text } = await folderWith('flat/left-running')
    expect((await store.list({ limit: 50 })).executions).toMatchObject([
      { id, status: 'failed', errorCode: 'INTERRUPTED' },
    ])
    expect(await store.listUnfinished()).toEqual([])
    const execution = (await store.get(id)) ?? expect.unreachable()
    expect(execution).toMatchObject({ status: 'failed', legacy: { status: 'running', pid: 4711 } })
    expect((await refusalOf(store.update(execution))).code).toBe('STORAGE_UNWRITABLE')
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(directory)).toEqual([`${id}.json`])
  })
})

it('S16 a record that a newer version wrote meanwhile is not overwritten', async () => {
  const { id, path, store } = await folderWith('v2/running-again')
  const execution = (await store.get(id)) ?? expect.unreachable()
  const newer = JSON.stringify({ ...execution, schemaVersion: 99, more: true })
  writeFileSync(path, newer)
  expect(await refusalOf(store.update({ ...execution, status: 'completed' }))).toMatchObject({
    code: 'STORAGE_UNWRITABLE',
    message: expect.stringContaining('newer version') as string,
  })
  expect(readFileSync(path, 'utf8')).toBe(newer)
  expect(store.problems()).toMatchObject([{ code: 'RECORDS_NEWER' }])
})
