import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTurn, structured } from '../agent/conversation.ts'
import { findRunProcesses } from '../support/built-server.ts'
import { readCommandLine, untilDead } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startAgentServer, type AgentServer } from './agent-server.ts'

describe('how the real agent is called, and how it fails', () => {
  let agent: AgentServer
  beforeAll(async () => {
    agent = await startAgentServer()
  })
  afterAll(() => agent[Symbol.asyncDispose]())

  const start = (input: string) =>
    agent.server.api.start({ projectId: agent.projectId, skill: 'review', input })

  it('says that a refused key needs a log-in', async () => {
    agent.stub.play('with a bad key', () => ({
      kind: 'error',
      status: 401,
      type: 'authentication_error',
      message: 'invalid x-api-key',
    }))

    const execution = await agent.server.api.untilStatus(await start('with a bad key'), 'failed')

    expect(execution.error?.code).toBe('AUTH_REQUIRED')
    expect(execution.error?.message).toContain('Invalid API key')
    expect(execution.runs[0]?.exitCode).toBe(1)
  })

  it('is given exactly the arguments of the specification, first and on resume', async () => {
    const flags = [
      '--output-format',
      'json',
      '--dangerously-skip-permissions',
      '--disallowedTools',
      'AskUserQuestion',
      '--json-schema',
      expect.stringContaining('"status"'),
    ]
    agent.stub.play(
      'hold the line',
      inTurn(structured({ status: 'needs_input', questions: [{ question: 'Go on?' }] }), { kind: 'hang' }),
    )
    const turns = agent.stub.play('hang at once', inTurn({ kind: 'hang' }))

    const hanging = await start('hang at once')
    await until(() => turns.length > 0, { what: 'the first request of the agent' })
    expect(agentArguments()).toEqual(['-p', ...flags])
    await agent.server.api.cancel(hanging)

    const id = await start('hold the line')
    const { sessionId } = await agent.server.api.untilStatus(id, 'waiting_for_input')
    await agent.server.api.answer(id, { q1: 'Yes' })
    const resumed = await until(agentArguments, { what: 'the resumed agent' })
    expect(resumed).toEqual(['-p', '--resume', sessionId, ...flags])
    const pids = findRunProcesses(agent.server.home)
    await agent.server.api.cancel(id)
    await untilDead(pids)
  })

  function agentArguments(): string[] | undefined {
    const lines = findRunProcesses(agent.server.home).map((pid) => readCommandLine(pid) ?? [])
    // The supervisor, a shell, has the same words on its own line.
    return lines.find(([command = '']) => basename(command) === 'claude')?.slice(1)
  }
})
