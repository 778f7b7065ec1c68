import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTION_SCHEMA_VERSION } from '../../src/schema/index.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const NOW = new Date('2026-03-01T10:20:30.456Z')
const STAMP = '2026-03-01T10-20-30.456Z'

/** A folder with one good record, to which a test adds what is not. */
async function folderWithRecord() {
  const directory = temporaryDirectory()
  const store = await openFileStore({ directory })
  const good = await store.create(newExecution())
  await store.close()
  const open = () => openFileStore({ directory, now: () => NOW })
  const recordText = (changes: Record<string, unknown>) =>
    JSON.stringify({ ...newExecution(), revision: 1, ...changes })
  return { directory, good, open, recordText }
}

describe('opening a folder of records', () => {
  it.each([
    ['is empty', () => ''],
    ['is torn', (text: string) => text.slice(0, text.length / 2)],
    ['is no JSON', () => '\0\0\0\0'],
    ['lacks a field', (text: string) => text.replace('"status"', '"stat"')],
    ['has an impossible status', (text: string) => text.replace('"queued"', '"paused"')],
  ])('S13 moves a record that %s to quarantine, says so, and shows the others', async (_, damage) => {
    const { directory, good, open, recordText } = await folderWithRecord()
    const id = randomUUID()
    const text = damage(recordText({ id }))
    writeFileSync(join(directory, `${id}.json`), text)

    const store = await open()
    expect((await store.list({ limit: 50 })).executions.map((summary) => summary.id)).toEqual([good.id])
    expect(await store.get(id)).toBeUndefined()
    const moved = `${id}.json.${STAMP}`
    expect(readFileSync(join(directory, 'quarantine', moved), 'utf8')).toBe(text)
    expect(readdirSync(directory).sort()).toEqual([`${good.id}.json`, 'quarantine'].sort())
    const [problem] = store.problems()
    expect(problem?.code).toBe('RECORDS_QUARANTINED')
    expect(problem?.message).toContain(moved)
    expect((await store.list({ limit: 50 })).unreadable).toEqual([
      { file: `quarantine/${moved}`, code: 'RECORD_QUARANTINED', message: expect.any(String) as string },
    ])
    // It is still said after the next start.
    expect((await open()).problems()).toEqual([problem])
  })

  it('S13 never overwrites what is in quarantine', async () => {
    const { directory, open } = await folderWithRecord()
    const id = randomUUID()
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(join(directory, `${id}.json`), text)
      await open()
    }
    const quarantine = join(directory, 'quarantine')
    const texts = readdirSync(quarantine).map((name) => readFileSync(join(quarantine, name), 'utf8'))
    expect(texts.sort()).toEqual(['first', 'second', 'third'])
  })

  it('S16 leaves a record of a newer version as it is, says so, and names it in the list', async () => {
    const { directory, good, open, recordText } = await folderWithRecord()
    const id = randomUUID()
    const text = recordText({ id, schemaVersion: EXECUTION_SCHEMA_VERSION + 1, status: 'dreaming' })
    const path = join(directory, `${id}.json`)
    writeFileSync(path, text)

    const store = await open()
    expect((await store.list({ limit: 50 })).executions.map((summary) => summary.id)).toEqual([good.id])
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_NEWER' }])
    const newer = { file: `${id}.json`, code: 'RECORD_NEWER', message: expect.any(String) as string }
    expect((await store.list({ limit: 1 })).unreadable).toEqual([newer])
    expect((await refusalOf(store.get(id))).message).toContain('newer version')
    expect((await refusalOf(store.update(newExecution({ id })))).code).toBe('EXECUTION_NOT_FOUND')
    await expect(store.create(newExecution({ id }))).rejects.toThrow('already')
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it("S14 ignores and counts what is somebody else's, and changes none of it", async () => {
    const { directory, good, open, recordText } = await folderWithRecord()
    const files: Record<string, string> = {
      '.DS_Store': 'x',
      'index.json': '{}',
      'notes.txt': '',
      [`${good.id.toUpperCase()}.json`]: '{',
      [`${randomUUID()}.json`]: recordText({ id: good.id }),
      [`${randomUUID()}.json`]: '[1, 2]',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
    mkdirSync(join(directory, good.id, 'run-1'), { recursive: true })

    const store = await open()
    expect(await store.list({ limit: 50 })).toMatchObject({ executions: [{ id: good.id }], unreadable: [] })
    expect(store.problems()).toMatchObject([
      { code: 'FOREIGN_FILES', message: expect.stringMatching(/^6 files/) as unknown },
    ])
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(directory, name), 'utf8')).toBe(text)
  })

  it('S20 reads no record through a link, from a pipe or from a folder, and names them', async () => {
    const { directory, good, open, recordText } = await folderWithRecord()
    const elsewhere = temporaryDirectory()
    const [linked, piped, folder] = [randomUUID(), randomUUID(), randomUUID()]
    writeFileSync(join(elsewhere, 'record'), recordText({ id: linked }))
    symlinkSync(join(elsewhere, 'record'), join(directory, `${linked}.json`))
    execFileSync('mkfifo', [join(directory, `${piped}.json`)])
    mkdirSync(join(directory, `${folder}.json`))

    const store = await open()
    expect((await store.list({ limit: 50 })).executions.map((summary) => summary.id)).toEqual([good.id])
    const [problem, ...others] = store.problems()
    expect(others).toEqual([])
    expect(problem?.code).toBe('RECORDS_UNREADABLE')
    for (const id of [linked, piped, folder]) expect(problem?.message).toContain(id)
    const { unreadable } = await store.list({ limit: 50 })
    expect(unreadable.map(({ file }) => file)).toEqual(
      [linked, piped, folder].map((id) => `${id}.json`).sort(),
    )
    expect((await refusalOf(store.get(linked))).code).toBe('INTERNAL')
  })

  it('S20 refuses a folder that is a link, and a quarantine that is one', async () => {
    const { directory, open } = await folderWithRecord()
    const link = join(temporaryDirectory(), 'link')
    symlinkSync(directory, link)
    await expect(openFileStore({ directory: `${link}/` })).rejects.toThrow('is a symbolic link')

    const elsewhere = temporaryDirectory()
    symlinkSync(elsewhere, join(directory, 'quarantine'))
    const id = randomUUID()
    writeFileSync(join(directory, `${id}.json`), 'torn')
    expect((await open()).problems()).toMatchObject([{ code: 'RECORDS_UNREADABLE' }])
    expect(readFileSync(join(directory, `${id}.json`), 'utf8')).toBe('torn')
    expect(readdirSync(elsewhere)).toEqual([])
  })
})
