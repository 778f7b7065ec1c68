import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bash, inTurn, structured } from '../agent/conversation.ts'
import { findRunProcesses } from '../support/built-server.ts'
import { isAlive } from '../support/processes.ts'
import { startAgentServer, type AgentServer } from './agent-server.ts'

/** A tool that is at work: its shell, a child, a child in a session of its own, and one that nobody is the parent of. */
const working = (file: string) => `
echo $$ >> ${file}
sleep 600 & echo $! >> ${file}
setsid sleep 600 & echo $! >> ${file}
(setsid sh -c 'echo $$ >> ${file}; exec sleep 600' > /dev/null 2>&1 &)
wait`

/** A tool that ends and leaves three processes behind. */
const leaving = (file: string) => `
nohup sleep 600 > /dev/null 2>&1 & echo $! >> ${file}
setsid sleep 600 > /dev/null 2>&1 & echo $! >> ${file}
(setsid sh -c 'echo $$ >> ${file}; exec sleep 600' > /dev/null 2>&1 &)
until [ "$(wc -l < ${file})" -eq 3 ]; do sleep 0.05; done`

describe('nothing of the real agent survives', () => {
  let agent: AgentServer
  beforeAll(async () => {
    agent = await startAgentServer()
  })
  afterAll(() => agent[Symbol.asyncDispose]())

  const start = (input: string, timeoutMs?: number) =>
    agent.server.api.start({
      projectId: agent.projectId,
      skill: 'review',
      input,
      ...(timeoutMs !== undefined && { timeoutMs }),
    })

  it('a cancel while a tool runs', async () => {
    agent.stub.play('work until cancelled', inTurn(bash(working('cancel.pids'))))
    const id = await start('work until cancelled')
    const pids = await agent.pidsFrom('cancel.pids', 4)
    expect(pids.filter(isAlive)).toEqual(pids)

    const execution = await agent.server.api.cancel(id)

    expect(pids.filter(isAlive)).toEqual([])
    expect(findRunProcesses(agent.server.home)).toEqual([])
    expect(execution.status).toBe('cancelled')
    expect(execution.stop).toMatchObject({ reason: 'cancelled', survivors: [], endedAt: expect.any(String) })
    expect(execution.stop?.signals[0]?.signal).toBe('SIGTERM')
  })

  it('a timeout while a tool runs', async () => {
    agent.stub.play('work for too long', inTurn(bash(working('timeout.pids'))))
    const id = await start('work for too long', 12_000)
    const pids = await agent.pidsFrom('timeout.pids', 4)
    expect(pids.filter(isAlive)).toEqual(pids)

    const execution = await agent.server.api.untilStatus(id, 'failed')

    expect(pids.filter(isAlive)).toEqual([])
    expect(findRunProcesses(agent.server.home)).toEqual([])
    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(execution.stop).toMatchObject({ reason: 'timed_out', survivors: [] })
  })

  it('a normal end that leaves nohup and setsid processes behind', async () => {
    let alive: number[] = []
    agent.stub.play('leave something behind', ({ index }) => {
      if (index === 0) return bash(leaving('left.pids'))
      alive = findRunProcesses(agent.server.home)
      return structured({ status: 'completed' })
    })

    const execution = await agent.server.api.untilStatus(await start('leave something behind'), 'completed')

    const pids = await agent.pidsFrom('left.pids', 3)
    expect(alive).toEqual(expect.arrayContaining(pids))
    expect(pids.filter(isAlive)).toEqual([])
    expect(findRunProcesses(agent.server.home)).toEqual([])
    expect(execution.runs[0]?.exitCode).toBe(0)
  })
})
