import { beforeAll, expect, it } from 'vitest'
import { nodeBinary, SERVER } from '../support/paths.ts'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive, killAll, untilDead } from '../support/processes.ts'

/**
 * Somebody whom the server may not signal: it runs as root without the right to signal other users, and the agent's leaf
 * is another user's. It needs root, which .ci/run has.
 */
const WITHOUT_KILL = ['setpriv', '--bounding-set=-kill', nodeBinary(), SERVER] as const

beforeAll(() => {
  if (process.getuid?.() !== 0)
    throw new Error('This test needs root: only root can start a process of another user.')
})

it('a tree that cannot be proven dead keeps the execution running, with its receipt, until it is dead', async () => {
  await using fake = await startFakeAgentServer({ SPECFLOW_KILL_GRACE_MS: '200' }, { command: WITHOUT_KILL })
  const { api } = fake.server
  const id = await fake.start('spawn:stranger+hang')
  const [stranger = 0] = await fake.leavesOf(id, 1)

  const refused = await api.post(`/api/workflow/cancel?id=${id}`)

  expect(refused.status).toBe(503)
  expect(refused.json).toMatchObject({
    error: {
      code: 'STOP_FAILED',
      details: { receipt: { reason: 'cancelled', survivors: [{ pid: stranger }] } },
    },
  })
  expect(isAlive(stranger)).toBe(true)
  const running = await api.status(id)
  expect(running.status).toBe('running')
  expect(running.stop).toMatchObject({ survivors: [{ pid: stranger }] })
  expect(running.stop).not.toHaveProperty('endedAt')
  expect((await api.get('/api/health')).json).toMatchObject({ runs: { active: 1 } })

  killAll([stranger])
  await untilDead([stranger])
  const cancelled = await api.cancel(id)

  expect(cancelled.status).toBe('cancelled')
  expect(cancelled.stop?.survivors).toEqual([])
  expect(cancelled.stop?.endedAt).toBeDefined()
})
