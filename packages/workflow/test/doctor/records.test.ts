import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXECUTION_SCHEMA_VERSION } from '../../src/schema/index.ts'
import { newExecution } from '../support/executions.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { openClinic, writePrivate, type Clinic } from './support/clinic.ts'

/** Every file of the folder with its text, to show that nothing was touched. */
function contentOf({ workflows }: Clinic): Map<string, string> {
  const files = readdirSync(workflows, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return new Map(files.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')]))
}

function writeRecordText({ workflows }: Clinic, text: string, id: string = randomUUID()): string {
  writePrivate(join(workflows, `${id}.json`), text)
  return `${id}.json`
}

describe('the records', () => {
  it('that fit the schema are counted', async () => {
    const clinic = await openClinic()
    for (const status of ['completed', 'queued', 'failed'] as const) clinic.record({ status })
    expect(await clinic.check('records')).toMatchObject({ status: 'ok', detail: '3 records readable.' })
  })

  it.each([
    ['is empty', () => ''],
    ['is torn', (text: string) => text.slice(0, text.length / 2)],
    ['has an impossible status', (text: string) => text.replace('"queued"', '"paused"')],
  ])(
    'one of which %s are a problem that names it; nothing is moved or changed, nor by a repair',
    async (_, damage) => {
      const clinic = await openClinic()
      const { id } = clinic.record()
      const name = writeRecordText(
        clinic,
        damage(readFileSync(join(clinic.workflows, `${id}.json`), 'utf8')),
        id,
      )
      const before = contentOf(clinic)

      const check = await clinic.check('records')

      expect(check).toMatchObject({ status: 'problem', fixable: false })
      expect(check.detail).toContain(`1 record cannot be understood: ${name}`)
      await clinic.repair()
      expect(contentOf(clinic)).toEqual(before)
    },
  )

  it('one of which cannot be read are a problem', async () => {
    const clinic = await openClinic()
    const name = `${randomUUID()}.json`
    symlinkSync(join(temporaryDirectory(), 'elsewhere'), join(clinic.workflows, name))
    const check = await clinic.check('records')
    expect(check.status).toBe('problem')
    expect(check.detail).toContain(`1 record cannot be read: ${name}`)
  })

  it('in quarantine are a problem until somebody looks at them', async () => {
    const clinic = await openClinic()
    mkdirSync(join(clinic.workflows, 'quarantine'), { mode: 0o700 })
    const name = `${randomUUID()}.json.2026-03-01T10-20-30.456Z`
    writePrivate(join(clinic.workflows, 'quarantine', name), '{')
    expect(await clinic.check('records')).toMatchObject({
      status: 'problem',
      detail: expect.stringContaining(`1 record is in quarantine: ${name}`),
    })
  })

  it('of a newer version, and files of somebody else, are worth a warning', async () => {
    const clinic = await openClinic()
    const id = randomUUID()
    const newer = writeRecordText(
      clinic,
      JSON.stringify({ id, schemaVersion: EXECUTION_SCHEMA_VERSION + 1 }),
      id,
    )
    const foreign = writeRecordText(clinic, JSON.stringify({ id: 'another' }))
    writePrivate(join(clinic.workflows, 'index.json'), '{}')
    const check = await clinic.check('records')
    expect(check.status).toBe('warning')
    expect(check.detail).toContain(`1 record is of a newer version of SpecFlow: ${newer}`)
    expect(check.detail).toContain('2 files are not SpecFlow')
    expect(check.detail).toContain(foreign)
    expect(check.detail).toContain('index.json')
  })

  it('of an older version, and those of the earlier system, are read and named', async () => {
    const clinic = await openClinic()
    const { timeline: _unknownThen, ...before } = newExecution()
    writeRecordText(clinic, JSON.stringify({ ...before, schemaVersion: 1, revision: 1 }), before.id)
    const id = randomUUID()
    const [startedAt, updatedAt] = ['2025-03-01T08:00:00.000Z', '2025-03-01T09:00:00.000Z']
    writeRecordText(
      clinic,
      JSON.stringify({ id, projectId: 'shop', skill: 'review', status: 'completed', startedAt, updatedAt }),
      id,
    )
    expect(await clinic.check('records')).toMatchObject({
      status: 'ok',
      detail: '2 records readable. 2 records are of an older version and read as before.',
    })
    expect((await clinic.check('run-directories')).status).toBe('ok')
  })
})
