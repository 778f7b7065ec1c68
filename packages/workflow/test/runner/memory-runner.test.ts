import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { createScriptedRunner } from '../../src/runner/memory-runner.ts'
import type { AgentRunRequest } from '../../src/runner/port.ts'
import type { ScriptedEnd } from '../../src/runner/scripted-run.ts'
import { describeAgentRunner, type Behaviour } from './agent-runner-contract.ts'

const SESSION_ID = '4d057f83-f263-4615-8122-66e24a6e3297'
const COMPLETED: ScriptedEnd = { outcome: { kind: 'completed', output: { status: 'completed' } } }

const ENDS: Readonly<Record<Exclude<Behaviour, 'hang'>, ScriptedEnd>> = {
  ok: COMPLETED,
  needs_input: {
    outcome: { kind: 'needs_input', output: { status: 'needs_input', questions: [{ question: 'Which?' }] } },
  },
  skill_error: { outcome: { kind: 'failed', error: { code: 'SKILL_FAILED', message: 'It failed.' } } },
}

describeAgentRunner('the scripted runner', () => {
  const runner = createScriptedRunner()
  return Promise.resolve({
    runner,
    projectPath: '/project',
    start: async (request, behaviour) => {
      const run = await runner.start(request)
      const figures = { exitCode: 0, sessionId: SESSION_ID, sessionCostUsd: request.attempt * 0.01 }
      if (behaviour !== 'hang') runner.finish(request.executionId, { ...ENDS[behaviour], ...figures })
      return run
    },
    openElsewhere: (sessionId) => {
      const end = runner.holdSession({ sessionId, pid: 7 })
      const close = () => {
        end()
        return Promise.resolve()
      }
      return Promise.resolve({ pid: 7, close })
    },
  })
})

function request(executionId: string, attempt = 1): AgentRunRequest {
  const skill = { name: 'work', description: '', source: 'project', invocation: 'slash' } as const
  return { executionId, attempt, projectPath: '/project', task: { kind: 'first', skill }, timeoutMs: 1_000 }
}

describe('the scripted runner', () => {
  test('keeps every request and knows which runs are live', async () => {
    const runner = createScriptedRunner()
    const [first, second] = [randomUUID(), randomUUID()]
    await runner.start(request(first))
    await runner.start(request(second))
    runner.finish(first, COMPLETED)
    expect(runner.requests.map(({ executionId }) => executionId)).toEqual([first, second])
    expect(runner.live).toEqual([{ executionId: second, attempt: 1 }])
  })

  test('claims a run when it is told to', async () => {
    const runner = createScriptedRunner({ claimsAtOnce: false })
    const executionId = randomUUID()
    const run = await runner.start(request(executionId))
    expect(runner.live).toEqual([])
    runner.claim(executionId)
    expect(await run.claimed).toBe(true)
    expect(await runner.recover({ executionId, attempt: 1 })).not.toBe('unclaimed')
  })

  test('a run that was looked for before its claim never begins, and can be started again', async () => {
    const runner = createScriptedRunner({ claimsAtOnce: false })
    const executionId = randomUUID()
    await runner.start(request(executionId))
    expect(await runner.recover({ executionId, attempt: 1 })).toBe('unclaimed')
    runner.catchUp()
    expect(runner.live).toEqual([])
    const run = await runner.start(request(executionId))
    runner.catchUp()
    expect(await run.claimed).toBe(true)
    expect(runner.live).toHaveLength(1)
  })

  test('holds a stop up until it catches up; an end that comes meanwhile comes too late', async () => {
    const runner = createScriptedRunner()
    const [first, second] = [randomUUID(), randomUUID()]
    const runs = [await runner.start(request(first)), await runner.start(request(second))]
    runner.setPace(false)
    const stops = runs.map((run) => run.stop())
    expect(runner.live).toHaveLength(2)
    runner.finish(first, COMPLETED)
    expect(runner.live).toHaveLength(1)
    runner.catchUp()
    expect(await Promise.all(stops)).toMatchObject([{ survivors: [] }, { survivors: [] }])
    const ends = await Promise.all(runs.map((run) => run.ended))
    expect(ends.map(({ outcome }) => outcome)).toEqual([
      { kind: 'cancelled', output: { status: 'completed' } },
      { kind: 'cancelled' },
    ])
  })

  test('a run that ends unclaimed was never a process', async () => {
    const runner = createScriptedRunner({ claimsAtOnce: false })
    const executionId = randomUUID()
    const run = await runner.start(request(executionId))
    runner.finish(executionId, COMPLETED)
    expect(await run.claimed).toBe(false)
    expect(await run.ended).not.toHaveProperty('startedAt')
  })

  test('a first run has the session open that it is told to begin, while it is live', async () => {
    const runner = createScriptedRunner()
    const executionId = randomUUID()
    await runner.start(request(executionId))
    expect(await runner.findSessionHolders([SESSION_ID])).toEqual([])
    runner.beginSession(executionId, SESSION_ID)
    expect(await runner.findSessionHolders([SESSION_ID])).toMatchObject([{ executionId }])
    expect(await runner.findOpenSession(executionId)).toBe(SESSION_ID)
    runner.finish(executionId, COMPLETED)
    expect(await runner.findSessionHolders([SESSION_ID])).toEqual([])
  })

  test('survives as many stops as it is told to', async () => {
    const runner = createScriptedRunner()
    const executionId = randomUUID()
    const run = await runner.start(request(executionId))
    const at = '2026-01-02T03:04:05.000Z'
    const survivors = [{ pid: 7, command: 'sleep' }]
    runner.surviveStops(executionId, [
      { reason: 'cancelled', requestedAt: at, signals: [], seen: survivors, survivors },
    ])
    expect(await run.stop()).toMatchObject({ survivors })
    expect(runner.live).toHaveLength(1)
    expect(await run.stop()).toMatchObject({ survivors: [], endedAt: expect.any(String) as string })
    expect(runner.live).toHaveLength(0)
  })

  test('a handle that was detached tells nothing any more', async () => {
    const runner = createScriptedRunner()
    const executionId = randomUUID()
    const detached = await runner.start(request(executionId))
    const watching = await runner.recover({ executionId, attempt: 1 })
    detached.detach()
    runner.finish(executionId, COMPLETED)
    if (watching === 'unclaimed') expect.fail('The run was not found.')
    const first = await Promise.race([
      detached.ended.then(() => 'detached'),
      watching.ended.then(() => 'watching'),
    ])
    expect(first).toBe('watching')
  })

  test('refuses while it is told to', async () => {
    const runner = createScriptedRunner()
    runner.refuse(new WorkflowError('AGENT_NOT_FOUND', 'gone'))
    await expect(runner.ensureReady()).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    await expect(runner.start(request(randomUUID()))).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    runner.refuse(undefined)
    await expect(runner.ensureReady()).resolves.toBeUndefined()
    expect(runner.requests).toEqual([])
  })

  test('a script for a run that was never started is a mistake of the test', () => {
    expect(() => {
      createScriptedRunner().finish('none', COMPLETED)
    }).toThrow('No run of the execution none was started.')
  })
})
