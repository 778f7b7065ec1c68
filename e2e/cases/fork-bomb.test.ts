import { expect, it } from 'vitest'
import { findRunProcesses } from '../support/built-server.ts'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startScriptAgentServer } from './script-agent-server.ts'

it('P16 a run that forks without pause is dead with all that it started when its cancel is answered', async () => {
  await using agent = await startScriptAgentServer('forking-agent.sh', () => ({
    SPECFLOW_KILL_GRACE_MS: '100',
  }))
  const run = await agent.start()
  const pids = () => run.lines('pids').map(Number)
  await until(() => pids().length > 20, { what: 'it to fork' })

  const execution = await agent.server.api.cancel(run.id)

  const started = pids()
  // It was in the middle of it, and nobody comes later.
  expect(started.length).toBeLessThan(1_001)
  expect(started.filter(isAlive)).toEqual([])
  expect(findRunProcesses(agent.server.home)).toEqual([])
  expect(execution).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
  expect(pids()).toEqual(started)
})
