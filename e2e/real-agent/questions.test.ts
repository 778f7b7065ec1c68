import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { inTurn, structured } from '../agent/conversation.ts'
import { startAgentServer, type AgentServer } from './agent-server.ts'

describe('the real agent asks and completes', () => {
  let agent: AgentServer
  beforeAll(async () => {
    agent = await startAgentServer()
  })
  afterAll(() => agent[Symbol.asyncDispose]())
  afterEach(() => {
    expect(agent.stub.unexpected).toEqual([])
  })

  const start = (input: string) =>
    agent.server.api.start({ projectId: agent.projectId, skill: 'review', input })

  it('completes with the structured answer, its cost and its usage', async () => {
    const output = {
      status: 'completed',
      message: 'The readme is fine.',
      artifacts: [{ path: 'notes.md', action: 'created' }],
    }
    const turns = agent.stub.play('the readme of the engine', inTurn(structured(output)))

    const id = await start('the readme of the engine')
    const execution = await agent.server.api.untilStatus(id, 'completed')

    expect(execution).toMatchObject({ agent: 'claude', agentVersion: '2.1.330', output, numTurns: 2 })
    expect(execution.usage).toEqual({
      inputTokens: 1_000,
      outputTokens: 50,
      cacheCreationInputTokens: 200,
      cacheReadInputTokens: 300,
    })
    expect(execution.costUsd).toBeGreaterThan(0)
    expect(execution.runs).toHaveLength(1)
    expect(execution.runs[0]).toMatchObject({ exitCode: 0, costUsd: execution.costUsd })
    expect(turns[0]?.tools).toContain('StructuredOutput')
    expect(turns[0]?.tools).not.toContain('AskUserQuestion')
    expect(turns[0]?.userTexts.join('\n')).toContain('Review what the arguments name.')
  })

  it('goes on in the same session after an answer and counts the cost once', async () => {
    const question = {
      question: 'Which database?',
      header: 'Database',
      options: [{ label: 'PostgreSQL', description: 'A server' }, { label: 'SQLite' }],
    }
    const turns = agent.stub.play(
      'plan the storage',
      inTurn(
        structured({ status: 'needs_input', questions: [question] }),
        structured({ status: 'completed', message: 'Planned.' }),
      ),
    )

    const id = await start('plan the storage')
    const waiting = await agent.server.api.untilStatus(id, 'waiting_for_input')
    const firstCost = waiting.costUsd ?? 0
    const [asked] = waiting.questionSet?.questions ?? []
    expect(asked).toMatchObject({ ...question, multiSelect: false })
    await agent.server.api.answer(id, { [asked?.id ?? '']: 'SQLite' })
    const completed = await agent.server.api.untilStatus(id, 'completed')

    expect(firstCost).toBeGreaterThan(0)
    expect(completed.costUsd).toBeCloseTo(2 * firstCost, 6)
    expect(completed.runs.map(({ costUsd }) => costUsd)).toEqual([firstCost, firstCost])
    expect(completed.runs.map(({ sessionId }) => sessionId)).toEqual([waiting.sessionId, waiting.sessionId])
    expect(completed.usage?.outputTokens).toBe(100)
    expect(completed.output?.message).toBe('Planned.')
    const resumed = turns[1]?.userTexts ?? []
    expect(resumed.join('\n')).toContain('plan the storage')
    expect(resumed.at(-1)).toContain('Which database?')
    expect(resumed.at(-1)).toContain('SQLite')
  })

  it('goes on with the session of an ended execution, and counts the cost from there', async () => {
    const turns = agent.stub.play(
      'follow the river',
      inTurn(
        structured({ status: 'completed', message: 'Followed.' }),
        structured({ status: 'completed', message: 'Further.' }),
      ),
    )

    const first = await agent.server.api.untilStatus(await start('follow the river'), 'completed')
    const body = { id: first.id, message: '/clear' }
    const { json } = await agent.server.api.post('/api/workflow/follow-up', body)
    const second = await agent.server.api.untilStatus((json as { id: string }).id, 'completed')

    expect(first.costUsd).toBeGreaterThan(0)
    expect(second.continues).toEqual({ executionId: first.id, sessionCostUsd: first.costUsd })
    expect(second.costUsd).toBeCloseTo(first.costUsd ?? 0, 6)
    expect(second.sessionId).toBe(first.sessionId)
    expect(second.output?.message).toBe('Further.')
    expect(turns[1]?.userTexts.join('\n')).toContain('follow the river')
    expect(turns[1]?.userTexts.at(-1)).toContain('> /clear')
  })

  it('takes an answer that looks like a command as words', async () => {
    const turns = agent.stub.play(
      'name the branch',
      inTurn(
        structured({ status: 'needs_input', questions: [{ question: 'What is its name?' }] }),
        structured({ status: 'completed' }),
      ),
    )

    const id = await start('name the branch')
    await agent.server.api.untilStatus(id, 'waiting_for_input')
    await agent.server.api.answer(id, { q1: '/clear' })
    await agent.server.api.untilStatus(id, 'completed')

    expect(turns).toHaveLength(2)
    expect(turns[1]?.userTexts.join('\n')).toContain('name the branch')
    expect(turns[1]?.userTexts.at(-1)).toContain('/clear')
  })

  it('does not take a question in prose for a completion', async () => {
    const prose = 'Which colour do you want the button to have?'
    agent.stub.play('paint the button', inTurn({ kind: 'text', text: prose }))

    const execution = await agent.server.api.untilStatus(await start('paint the button'), 'failed')

    expect(execution.error?.code).toBe('OUTPUT_INVALID')
    expect(execution.error?.message).toContain(prose)
    expect(execution.output).toBeUndefined()
  })
})
