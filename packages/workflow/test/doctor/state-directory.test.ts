import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEntries } from '../../src/doctor/survey/entries.ts'
import { PROBES, checkOf, openClinic, runs, writePrivate } from './support/clinic.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('the state directory', () => {
  it('that only its user can read is fine', async () => {
    const clinic = await openClinic()
    clinic.record({ status: 'completed', runs: runs(2) })
    expect(await clinic.check('state-directory')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining(clinic.home),
    })
  })

  it('with a wrong mode anywhere is named, and repaired', async () => {
    const clinic = await openClinic()
    const { id } = clinic.record({ status: 'completed', runs: runs(1) })
    const paths = {
      [clinic.home]: 0o755,
      [join(clinic.home, 'home-id')]: 0o644,
      [join(clinic.home, 'webhooks.json')]: 0o644,
      [join(clinic.home, 'outbox', 'failed')]: 0o755,
      [join(clinic.home, 'outbox', 'failed', 'msg.json')]: 0o640,
      [join(clinic.workflows, `${id}.json`)]: 0o640,
      [join(clinic.workflows, id)]: 0o750,
      [join(clinic.workflows, id, 'run-1')]: 0o777,
      [join(clinic.workflows, id, 'git')]: 0o755,
      [join(clinic.workflows, id, 'run-1', 'output.json')]: 0o604,
    }
    writePrivate(join(clinic.workflows, id, 'run-1', 'output.json'), '')
    writePrivate(join(clinic.home, 'webhooks.json'), '')
    mkdirSync(join(clinic.home, 'outbox'), { mode: 0o700 })
    mkdirSync(join(clinic.home, 'outbox', 'failed'), { mode: 0o700 })
    writePrivate(join(clinic.home, 'outbox', 'failed', 'msg.json'), '')
    // The modes of what is in it are git's own, and nobody gets so far.
    mkdirSync(join(clinic.workflows, id, 'git'), { mode: 0o700 })
    writeFileSync(join(clinic.workflows, id, 'git', 'first.index'), '', { mode: 0o644 })
    for (const [path, mode] of Object.entries(paths)) {
      chmodSync(path, mode)
      const check = await clinic.check('state-directory')
      expect(check).toMatchObject({ status: 'problem', fixable: true })
      expect(check.detail).toContain(`${path} is 0${mode.toString(8)}`)
      expect(await clinic.repair()).toContainEqual({ check: 'state-directory', done: 'Set 1 mode.' })
      expect(modeOf(path)).toBe(statSync(path).isDirectory() ? '700' : '600')
    }
    expect((await clinic.check('state-directory')).status).toBe('ok')
  })

  it('may hold files of other tools and the sample project, whose modes are their own', async () => {
    const clinic = await openClinic()
    const foreign = [join(clinic.home, 'other-tool.json'), join(clinic.workflows, '.DS_Store')]
    for (const path of foreign) writeFileSync(path, '{}', { mode: 0o644 })
    mkdirSync(join(clinic.home, 'sample-project'), { mode: 0o755 })
    writeFileSync(join(clinic.home, 'sample-project', 'README.md'), '', { mode: 0o644 })

    expect((await clinic.check('state-directory')).status).toBe('ok')
    await clinic.repair()
    expect(foreign.map(modeOf)).toEqual(['644', '644'])
  })

  it('in which a link stands for a file is a problem; the link is not followed, not even by a repair', async () => {
    const clinic = await openClinic()
    const canary = join(temporaryDirectory(), 'canary')
    writeFileSync(canary, 'mine', { mode: 0o644 })
    symlinkSync(canary, join(clinic.home, 'registry.json'))
    const check = await clinic.check('state-directory')
    expect(check).toMatchObject({ status: 'problem', fixable: false })
    expect(check.detail).toContain('registry.json')
    await clinic.repair()
    expect(modeOf(canary)).toBe('644')
  })

  it("with somebody else's files in it names whose they are", async () => {
    const clinic = await openClinic()
    const facts = await readEntries(clinic.home, PROBES.uid + 1)
    expect(facts.strangers).toContainEqual({ path: clinic.home, uid: PROBES.uid })
    expect(facts.wrongModes).toEqual([])
  })

  it('of somebody else is a problem, and nothing else is looked at or repaired', async () => {
    const { home } = await openClinic()
    const clinic = { home, probes: { ...PROBES, uid: PROBES.uid + 1 } }
    expect(await checkOf(clinic, 'state-directory')).toMatchObject({
      status: 'problem',
      detail: expect.stringContaining(`belongs to user ${String(PROBES.uid)}`),
    })
    expect(await checkOf(clinic, 'records')).toMatchObject({
      status: 'warning',
      detail: expect.stringContaining('Not looked at'),
    })
  })

  it.each([
    [
      'a file',
      (path: string) => {
        writeFileSync(path, '')
      },
    ],
    [
      'a link',
      (path: string) => {
        symlinkSync(temporaryDirectory(), path)
      },
    ],
  ])('that is %s is a problem', async (_, make) => {
    const home = join(temporaryDirectory(), 'state')
    make(home)
    expect((await checkOf({ home, probes: PROBES }, 'state-directory')).status).toBe('problem')
  })

  it('that is not there yet is fine, and is not made', async () => {
    const home = join(temporaryDirectory(), 'state')
    for (const id of ['state-directory', 'records', 'owner', 'processes', 'disk']) {
      expect(await checkOf({ home, probes: PROBES }, id)).toMatchObject({ status: 'ok' })
    }
    expect(() => statSync(home)).toThrow('ENOENT')
  })
})
