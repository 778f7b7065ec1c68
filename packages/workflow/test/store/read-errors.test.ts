import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '../../src/store/file-store.ts'
import { readRegularFile } from '../../src/files/regular-file.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** A folder with three records, of which a test makes the middle one unreadable. */
async function folderOnDisk() {
  const directory = temporaryDirectory()
  const broken = new Map<string, string>()
  const readText = (path: string) => {
    const code = broken.get(path)
    if (code !== undefined) throw Object.assign(new Error(`${code}: read`), { code })
    return readRegularFile(path)
  }
  const open = () => openFileStore({ directory, readText })
  const first = await open()
  const records = [
    await first.create(newExecution({ status: 'running' })),
    await first.create(newExecution({ status: 'running' })),
    await first.create(newExecution({ status: 'completed' })),
  ] as const
  await first.close()
  const damage = ({ id }: { id: string }, code: string) => broken.set(join(directory, `${id}.json`), code)
  return { broken, damage, open, records }
}

describe.each(['EIO', 'EMFILE', 'EACCES'])('S12 a record that cannot be read (%s)', (code) => {
  it('S12 does not hide the others, is named in the list, and is read once it can be', async () => {
    const { broken, damage, open, records } = await folderOnDisk()
    const [one, two, three] = records
    damage(two, code)
    const store = await open()
    const { executions, unreadable } = await store.list({ limit: 50 })
    expect(executions.map(({ id }) => id).sort()).toEqual([one.id, three.id].sort())
    expect(unreadable).toEqual([
      { file: `${two.id}.json`, code: 'RECORD_UNREADABLE', message: expect.stringContaining(code) as string },
    ])
    expect((await store.listUnfinished()).map(({ id }) => id)).toEqual([one.id])
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_UNREADABLE' }])
    expect((await refusalOf(store.get(two.id))).code).toBe('INTERNAL')

    broken.clear()
    expect(await store.get(two.id)).toEqual(two)
    expect(await store.list({ limit: 50 })).toMatchObject({ executions: { length: 3 }, unreadable: [] })
    expect(store.problems()).toEqual([])
  })

  it('S12 stays listed when it was read before, and is named beside it', async () => {
    const { broken, damage, open, records } = await folderOnDisk()
    const [, two] = records
    const store = await open()
    damage(two, code)
    await refusalOf(store.get(two.id))
    const page = await store.list({ limit: 50 })
    expect(page.executions).toHaveLength(3)
    expect(page.unreadable).toMatchObject([{ file: `${two.id}.json`, code: 'RECORD_UNREADABLE' }])
    expect(await store.listUnfinished()).toHaveLength(1)
    broken.clear()
    expect(await store.get(two.id)).toEqual(two)
    expect((await store.list({ limit: 50 })).unreadable).toEqual([])
  })
})

it('names what it cannot show on the first page only', async () => {
  const { damage, open, records } = await folderOnDisk()
  damage(records[0], 'EIO')
  const store = await open()
  const first = await store.list({ limit: 1 })
  expect(first.unreadable).toHaveLength(1)
  const second = await store.list({ limit: 1, cursor: first.nextCursor ?? expect.unreachable() })
  expect(second).toMatchObject({ executions: { length: 1 }, unreadable: [] })
})
