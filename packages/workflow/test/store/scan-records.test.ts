import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileStore } from '../../src/store/file-store.ts'
import { newExecution } from '../support/executions.ts'
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
  ])('moves a record that %s to quarantine, says so, and shows the others', async (_, damage) => {
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
    // It is still said after the next start.
    expect((await open()).problems()).toEqual([problem])
  })

  it('never overwrites what is in quarantine', async () => {
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

  it('leaves a record of a newer version as it is and says so', async () => {
    const { directory, good, open, recordText } = await folderWithRecord()
    const id = randomUUID()
    const text = recordText({ id, schemaVersion: 2, status: 'dreaming' })
    const path = join(directory, `${id}.json`)
    writeFileSync(path, text)

    const store = await open()
    expect((await store.list({ limit: 50 })).executions.map((summary) => summary.id)).toEqual([good.id])
    expect(store.problems()).toMatchObject([{ code: 'RECORDS_NEWER' }])
    await expect(store.create(newExecution({ id }))).rejects.toThrow('already')
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  it("ignores and counts what is somebody else's, and changes none of it", async () => {
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
    expect((await store.list({ limit: 50 })).executions).toHaveLength(1)
    expect(store.problems()).toMatchObject([
      { code: 'FOREIGN_FILES', message: expect.stringMatching(/^6 files/) as unknown },
    ])
    for (const [name, text] of Object.entries(files))
      expect(readFileSync(join(directory, name), 'utf8')).toBe(text)
  })

  it('reads no record through a link, from a pipe or from a folder, and names them', async () => {
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
    expect(await store.get(linked)).toBeUndefined()
  })

  it('refuses a folder that is a link, and a quarantine that is one', async () => {
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
