import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { temporaryPath } from '../../src/files/temporary-file.ts'
import { deadIdentity, openClinic, runs, writePrivate } from './support/clinic.ts'

it('temporary files of writers that are gone are found and removed, and those of living ones stay', async () => {
  const clinic = await openClinic()
  const { pid } = await deadIdentity()
  const stale = [clinic.home, clinic.workflows].map((folder) =>
    join(folder, `.x.json.${String(pid)}-1.0123456789abcdef.tmp`),
  )
  const live = temporaryPath(join(clinic.workflows, 'x.json'))
  for (const path of [...stale, live]) writePrivate(path, '')

  const check = await clinic.check('temporary-files')

  expect(check).toMatchObject({ status: 'warning', fixable: true })
  expect(check.detail).toContain('2 stale temporary files')
  expect(await clinic.repair()).toEqual([
    { check: 'temporary-files', done: 'Removed 2 stale temporary files.' },
  ])
  expect(stale.map((path) => existsSync(path))).toEqual([false, false])
  expect(existsSync(live)).toBe(true)
  expect((await clinic.check('temporary-files')).status).toBe('ok')
})

it('what a run left half-written is stale only when its execution has ended', async () => {
  const clinic = await openClinic()
  const [ended, running] = [
    clinic.record({ status: 'completed', runs: runs(1) }),
    clinic.record({ status: 'running', runs: runs(1) }),
  ].map(({ id }) => join(clinic.workflows, id, 'run-1', 'exit.json.tmp'))
  for (const path of [ended, running]) writePrivate(path ?? '', '{')
  expect((await clinic.check('temporary-files')).detail).toContain('1 stale temporary file:')
  await clinic.repair()
  expect([ended, running].map((path) => existsSync(path ?? ''))).toEqual([false, true])
})

it('an unfinished copy of the sample project is removed, but not beside a server, which may be copying', async () => {
  const clinic = await openClinic()
  const copy = join(clinic.home, `sample-project.${randomUUID()}.tmp`)
  mkdirSync(join(copy, '.claude'), { recursive: true })
  const server = await clinic.serve()
  expect((await clinic.check('temporary-files')).status).toBe('ok')
  await clinic.repair()
  expect(existsSync(copy)).toBe(true)
  await server.release()
  expect((await clinic.check('temporary-files')).status).toBe('warning')
  await clinic.repair()
  expect(existsSync(copy)).toBe(false)
})
