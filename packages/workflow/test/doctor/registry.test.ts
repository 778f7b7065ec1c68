import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { openClinic, writePrivate, type Clinic } from './support/clinic.ts'

function writeRegistry({ home }: Clinic, paths: Record<string, unknown>): void {
  const projects = Object.fromEntries(
    Object.entries(paths).map(([id, path]) => [
      id,
      { path, name: id, registered_at: '2026-03-01T08:00:00.000Z' },
    ]),
  )
  writePrivate(join(home, 'registry.json'), JSON.stringify({ projects }))
}

describe('the project registry', () => {
  it('is fine when it is not there, and when it can be read', async () => {
    const clinic = await openClinic()
    expect(await clinic.check('registry')).toMatchObject({
      status: 'ok',
      detail: 'No project is registered yet.',
    })
    writeRegistry(clinic, { shop: temporaryDirectory() })
    expect(await clinic.check('registry')).toMatchObject({
      status: 'ok',
      detail: 'Readable, with 1 project.',
    })
  })

  it('that is no JSON is a problem of its own and of the project folders, and of nothing else', async () => {
    const clinic = await openClinic()
    writePrivate(join(clinic.home, 'registry.json'), '{')
    for (const id of ['registry', 'projects']) {
      expect(await clinic.check(id)).toMatchObject({ status: 'problem', fixable: false })
    }
    expect((await clinic.check('records')).status).toBe('ok')
  })

  it('with an entry that cannot be used names it', async () => {
    const clinic = await openClinic()
    writeRegistry(clinic, { shop: temporaryDirectory(), odd: 'relative/path' })
    const check = await clinic.check('registry')
    expect(check.status).toBe('warning')
    expect(check.detail).toContain('1 entry of')
    expect(check.detail).toContain('"odd"')
  })
})

describe('the project folders', () => {
  it('that are there are fine', async () => {
    const clinic = await openClinic()
    writeRegistry(clinic, { shop: temporaryDirectory(), garden: temporaryDirectory() })
    expect((await clinic.check('projects')).status).toBe('ok')
  })

  it('that are gone, or are files by now, are named', async () => {
    const clinic = await openClinic()
    const [gone, file] = [join(temporaryDirectory(), 'gone'), join(temporaryDirectory(), 'file')]
    mkdirSync(gone)
    writeFileSync(file, '')
    writeRegistry(clinic, { shop: temporaryDirectory(), gone, file })
    rmSync(gone, { recursive: true })
    const check = await clinic.check('projects')
    expect(check.status).toBe('warning')
    expect(check.detail).toContain('2 folders of 3 projects')
    expect(check.detail).toContain(`${gone} is not there`)
    expect(check.detail).toContain(`${file} is not a folder`)
  })
})
