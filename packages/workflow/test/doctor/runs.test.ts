import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openClinic, runs, startSleeper, writePrivate } from './support/clinic.ts'

describe('the run directories', () => {
  it('that are all there are fine', async () => {
    const clinic = await openClinic()
    clinic.record({ status: 'completed', runs: runs(2) })
    expect((await clinic.check('run-directories')).status).toBe('ok')
  })

  it.each([
    ['completed', 'warning'],
    ['running', 'problem'],
  ] as const)('one of which is missing of an execution that is %s: %s', async (status, severity) => {
    const clinic = await openClinic()
    const { id } = clinic.record({ status, runs: runs(2) })
    rmSync(join(clinic.workflows, id, 'run-2'), { recursive: true })
    const check = await clinic.check('run-directories')
    expect(check.status).toBe(severity)
    expect(check.detail).toContain(`${id} (${status}): run-2`)
  })

  it('without a record are told, but not those whose record cannot be read', async () => {
    const clinic = await openClinic()
    const [gone, torn] = [randomUUID(), randomUUID()]
    for (const id of [gone, torn]) mkdirSync(join(clinic.workflows, id), { mode: 0o700 })
    writePrivate(join(clinic.workflows, `${torn}.json`), '{')
    const check = await clinic.check('run-directories')
    expect(check.status).toBe('warning')
    expect(check.detail).toContain(`1 folder of runs without a record: ${gone}.`)
  })
})

describe('what is said to be running', () => {
  it('without a process and a record of an end is told; whose fault it is depends on whether a server is there', async () => {
    const clinic = await openClinic()
    const { id } = clinic.record({ status: 'running', runs: runs(1) })
    writePrivate(join(clinic.workflows, id, 'run-1', 'claim'), '')
    const check = await clinic.check('runs')
    expect(check.status).toBe('warning')
    expect(check.detail).toContain(id)
    await clinic.serve()
    expect((await clinic.check('runs')).status).toBe('problem')
  })

  it('with the record of its end, or with a process of its own, is fine', async () => {
    const clinic = await openClinic()
    const ended = clinic.record({ status: 'running', runs: runs(1) })
    writePrivate(join(clinic.workflows, ended.id, 'run-1', 'exit.json'), '{"code":0,"bySignal":false}')
    const alive = clinic.record({ status: 'running', runs: runs(2) })
    await startSleeper(`${clinic.homeId}:${alive.id}:2`)
    expect(await clinic.check('runs')).toMatchObject({ status: 'ok', detail: '2 runs going on.' })
  })

  it('is nothing when every execution waits or has ended', async () => {
    const clinic = await openClinic()
    clinic.record({ status: 'waiting_for_input', runs: runs(1) })
    expect(await clinic.check('runs')).toMatchObject({ status: 'ok', detail: 'Nothing is running.' })
  })
})
