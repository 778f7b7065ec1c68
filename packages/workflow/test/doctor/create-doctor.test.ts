import { expect, it } from 'vitest'
import { createDoctor } from '../../src/doctor/create-doctor.ts'
import type { AgentFindings } from '../../src/doctor/port.ts'
import { doctorReportSchema } from '../../src/schema/index.ts'
import { PROBES, openClinic, writePrivate } from './support/clinic.ts'
import { join } from 'node:path'

it('a report fits its schema, and is ok as long as nothing is a problem', async () => {
  const { home } = await openClinic()
  writePrivate(join(home, 'workflows', 'index.json'), '{}')
  const report = await createDoctor({ home, probes: PROBES }).examine()
  expect(doctorReportSchema.parse(report)).toEqual(report)
  expect(report.ok).toBe(true)
  expect(report.checks.map(({ status }) => status)).toContain('warning')

  const old = await createDoctor({ home, probes: { ...PROBES, nodeVersion: '18.0.0' } }).examine()
  expect(old.ok).toBe(false)
})

it('those who ask at once share one examination, and who asks later gets a new one', async () => {
  const { home } = await openClinic()
  let examinations = 0
  const agent = () => {
    examinations += 1
    return PROBES.agent()
  }
  const doctor = createDoctor({ home, probes: { ...PROBES, agent } })
  const reports = await Promise.all(Array.from({ length: 20 }, () => doctor.examine()))
  expect(new Set(reports).size).toBe(1)
  expect(examinations).toBe(1)
  await doctor.examine()
  expect(examinations).toBe(2)
})

it('what cannot be looked at is a problem with its reason, without its secrets, and hides nothing else', async () => {
  const { home } = await openClinic()
  const agent = () => Promise.reject<AgentFindings>(new Error('no: https://me:hunter2@example.com'))
  const { checks } = await createDoctor({ home, probes: { ...PROBES, agent } }).examine()
  const failed = checks.filter(({ status }) => status === 'problem')
  expect(failed.map(({ id }) => id)).toEqual(['agent', 'root'])
  expect(failed[0]?.detail).toBe('It could not be looked at: no: https://me:[redacted]@example.com')
})

it('a command line in a report is short and shows no secret', async () => {
  const { home, homeId } = await openClinic()
  const command = `tool --api-key sk-ant-api03-0123456789abcdef ${'x'.repeat(500)}`
  const entry = { pid: 1, parentPid: 0, groupId: 1, sessionId: 1, startTime: '1', isZombie: false, command }
  const marker = `${homeId}:0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11:1`
  const probes = { ...PROBES, listProcesses: () => [{ ...entry, marker }] }
  const { checks } = await createDoctor({ home, probes }).examine()
  const { detail = '' } = checks.find(({ id }) => id === 'processes') ?? {}
  expect(detail).toContain('tool --api-key [redacted key] xxx')
  expect(detail.length).toBeLessThan(250)
})
