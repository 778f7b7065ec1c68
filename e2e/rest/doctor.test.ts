import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { doctorReportSchema } from '@specflow/workflow/schema'
import { expect, it } from 'vitest'
import { findCheck, startMarked } from '../support/doctor.ts'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'

it('the server examines itself on demand, over REST and over tRPC, and changes nothing', async () => {
  await using fake = await startFakeAgentServer()
  const { server } = fake
  const id = await fake.start('spawn:setsid+hang')
  const leaves = await fake.leavesOf(id, 1)
  const homeId = (await readFile(join(server.home, 'home-id'), 'utf8')).trim()

  const well = await server.api.get('/api/doctor')
  expect(well.status).toBe(200)
  const report = doctorReportSchema.parse(well.json)
  expect(report.checks.filter(({ status }) => status === 'problem')).toEqual([])
  expect(report.ok).toBe(true)
  expect(findCheck(report, 'owner').detail).toBe(
    `Owned by this server: pid ${String(server.pid)} at ${server.origin}.`,
  )
  expect(findCheck(report, 'state-directory').detail).toContain(server.home)
  expect(findCheck(report, 'agent').detail).toContain('specflow-demo-agent')

  const ended = await fake.start('ok', {
    projectId: await server.api.register(await fake.createProject('other')),
  })
  await server.api.untilStatus(ended, 'completed')
  using orphan = await startMarked(`${homeId}:${ended}:1`)
  const { json } = await server.request({ path: '/api/trpc/system.doctor' })
  const ill = doctorReportSchema.parse((json as { result: { data: unknown } }).result.data)
  expect(ill.ok).toBe(false)
  expect(findCheck(ill, 'processes').detail).toContain(String(orphan.pid))
  expect([orphan.pid, ...leaves].filter(isAlive)).toEqual([orphan.pid, ...leaves])
  expect((await server.api.status(id)).status).toBe('running')
})

it('twenty who ask at once are all answered, and the server answers others meanwhile', async () => {
  await using fake = await startFakeAgentServer()
  const { api } = fake.server
  const [health, ...reports] = await Promise.all([
    api.get('/api/health'),
    ...Array.from({ length: 20 }, () => api.get('/api/doctor')),
  ])
  expect(health.status).toBe(200)
  expect(reports.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
})

it.each(['POST', 'PUT', 'DELETE'])('%s is no way to ask the doctor', async (method) => {
  await using fake = await startFakeAgentServer()
  expect((await fake.server.request({ method, path: '/api/doctor' })).status).toBe(405)
})
