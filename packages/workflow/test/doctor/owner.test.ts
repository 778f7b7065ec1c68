import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deadIdentity, identify, openClinic, writePrivate, type Clinic } from './support/clinic.ts'

async function writeOwner({ home }: Clinic, changes: object): Promise<void> {
  const owner = {
    ...(await deadIdentity()),
    host: hostname(),
    nonce: randomUUID(),
    url: 'http://127.0.0.1:4321',
    version: '0.1.0',
    ...changes,
  }
  writePrivate(join(home, 'owner.json'), JSON.stringify(owner))
}

describe('the owner of the state directory', () => {
  it('is nobody when no server runs', async () => {
    const clinic = await openClinic()
    expect(await clinic.check('owner')).toMatchObject({ status: 'ok', detail: 'No server is running.' })
  })

  it('is this server, or another one with its pid and address', async () => {
    const clinic = await openClinic()
    await clinic.serve()
    expect(await clinic.check('owner')).toMatchObject({
      status: 'ok',
      detail: `Owned by this server: pid ${String(process.pid)} at http://127.0.0.1:4747.`,
    })
    const beside = await openClinic({
      identify: { ...identify, self: () => ({ ...identify.self(), pid: 1 }) },
    })
    await beside.serve()
    expect((await beside.check('owner')).detail).toContain('a running server')
  })

  it('that is dead leaves a stale lock, which a repair takes away', async () => {
    const clinic = await openClinic()
    await writeOwner(clinic, {})
    const check = await clinic.check('owner')
    expect(check).toMatchObject({ status: 'warning', fixable: true })
    expect(check.detail).toContain('http://127.0.0.1:4321')

    expect(await clinic.repair()).toMatchObject([{ check: 'owner' }])
    expect(existsSync(join(clinic.home, 'owner.json'))).toBe(false)
    expect((await clinic.check('owner')).status).toBe('ok')
  })

  it('with a pid that somebody else has by now is dead', async () => {
    const clinic = await openClinic()
    await writeOwner(clinic, { ...identify.self(), startTime: '1' })
    expect((await clinic.check('owner')).detail).toContain('stale')
  })

  it('of another machine cannot be looked at, and is left alone', async () => {
    const clinic = await openClinic()
    await writeOwner(clinic, { host: 'elsewhere' })
    expect(await clinic.check('owner')).toMatchObject({ status: 'warning', fixable: false })
    await clinic.repair()
    expect(existsSync(join(clinic.home, 'owner.json'))).toBe(true)
  })

  it('whose lock cannot be read is a problem, and is left alone', async () => {
    const clinic = await openClinic()
    writePrivate(join(clinic.home, 'owner.json'), '{"pid":')
    expect(await clinic.check('owner')).toMatchObject({ status: 'problem', fixable: false })
    await clinic.repair()
    expect(existsSync(join(clinic.home, 'owner.json'))).toBe(true)
  })

  it('that is alive keeps its lock through a repair', async () => {
    const clinic = await openClinic()
    const server = await clinic.serve()
    expect(await clinic.repair()).toEqual([])
    await expect(server.assertOwned()).resolves.toBeUndefined()
  })
})
