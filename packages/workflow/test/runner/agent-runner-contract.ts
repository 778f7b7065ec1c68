import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import type {
  AgentRun,
  AgentRunReference,
  AgentRunRequest,
  AgentRunner,
  AgentTask,
} from '../../src/runner/port.ts'
import type { SkillDefinition } from '../../src/skills/port.ts'

/** What the agent of a run does; the script of a test agent speaks of it in the same words. */
export type Behaviour = 'ok' | 'needs_input' | 'skill_error' | 'hang'

/** A runner whose agents do what a test wants. */
export interface AgentRunnerSubject {
  runner: AgentRunner
  projectPath: string
  /** Starts a run; where nothing runs by itself, it also ends it in the way that the behaviour says. */
  start(request: AgentRunRequest, behaviour: Behaviour): Promise<AgentRun>
  /** A living process that is no run of ours opens the session, as in a terminal, until `close` is called. */
  openElsewhere(sessionId: string): Promise<{ pid: number; close(): Promise<void> }>
}

const SKILL: SkillDefinition = { name: 'work', description: 'Works.', source: 'project', invocation: 'slash' }

/** What every agent runner promises to the service. */
export function describeAgentRunner(name: string, createSubject: () => Promise<AgentRunnerSubject>): void {
  describe(`the agent runner contract: ${name}`, () => {
    test('says that it is ready, and who it is', async () => {
      const { runner } = await createSubject()
      await expect(runner.ensureReady()).resolves.toBeUndefined()
      expect(await runner.status()).toMatchObject({ kind: runner.kind })
      expect(await runner.problems()).toEqual([])
    })

    test('can be asked about at any time, and refuses nothing then', async () => {
      const { runner } = await createSubject()
      expect(await runner.status()).toMatchObject({ kind: runner.kind })
      await expect(runner.probe()).resolves.toBeUndefined()
      expect(await runner.status()).toMatchObject({ kind: runner.kind })
    })

    test('a run that completes ends with its output, its session and its figures', async () => {
      const subject = await createSubject()
      const run = await subject.start(firstRun(subject, 'ok'), 'ok')
      expect(await run.claimed).toBe(true)
      const end = await run.ended
      expect(end).toMatchObject({
        outcome: { kind: 'completed', output: { status: 'completed' } },
        startedAt: expect.stringMatching(/Z$/) as string,
        endedAt: expect.stringMatching(/Z$/) as string,
        sessionId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        sessionCostUsd: expect.any(Number) as number,
        exitCode: 0,
      })
      expect(end).not.toHaveProperty('stop')
    })

    test('tells when a run wrote anything last, and nothing of one that never was', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'ok')
      await (
        await subject.start(request, 'ok')
      ).ended
      expect(await subject.runner.lastActivity(request)).toMatch(/^\d{4}-.*Z$/)
      expect(await subject.runner.lastActivity({ ...request, attempt: 7 })).toBeUndefined()
    })

    test('gives what a run printed, and nothing of one that never was', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'ok')
      await (
        await subject.start(request, 'ok')
      ).ended
      const parts = await subject.runner.streamOutput(request, 'stdout')
      expect(parts?.[Symbol.asyncIterator]).toBeTypeOf('function')
      expect(await subject.runner.streamOutput({ ...request, attempt: 7 }, 'stdout')).toBeUndefined()
    })

    test('a question ends the run, and its answer goes on in the same session, whose cost grows', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'needs_input')
      const first = await (await subject.start(request, 'needs_input')).ended
      if (first.outcome.kind !== 'needs_input') expect.fail(`It ended with ${JSON.stringify(first.outcome)}.`)
      expect(first.outcome.output.questions?.length).toBeGreaterThan(0)

      const task = answerTo(first.sessionId ?? '')
      const second = await (await subject.start({ ...request, attempt: 2, task }, 'ok')).ended
      expect(second).toMatchObject({ outcome: { kind: 'completed' }, sessionId: first.sessionId })
      expect(second.sessionCostUsd).toBeGreaterThan(first.sessionCostUsd ?? Infinity)
    })

    test('a message goes on with the session of an execution that has ended, as the first run of another', async () => {
      const subject = await createSubject()
      const first = await (await subject.start(firstRun(subject, 'ok', 'hang'), 'ok')).ended
      const { projectPath } = subject
      const sessionId = first.sessionId ?? ''
      const task: AgentTask = { kind: 'follow_up', sessionId, message: 'And the tests?' }
      const request = { executionId: randomUUID(), attempt: 1, projectPath, task, timeoutMs: 60_000 }
      const run = await subject.start(request, 'hang')
      await vi.waitUntil(
        async () => (await subject.runner.findSessionHolders([sessionId])).length > 0,
        10_000,
      )
      const { executionId } = request
      expect(await subject.runner.findSessionHolders([sessionId])).toMatchObject([{ sessionId, executionId }])
      run.detach()
      const found = await recovered(subject.runner, { ...request, isFollowUp: true })
      expect(await found.stop()).toMatchObject({ survivors: [], endedAt: expect.any(String) as string })
    })

    test('a skill that fails is an end like every other', async () => {
      const subject = await createSubject()
      const run = await subject.start(firstRun(subject, 'skill_error'), 'skill_error')
      expect((await run.ended).outcome).toMatchObject({ kind: 'failed', error: { code: 'SKILL_FAILED' } })
    })

    test('a stopped run ends as cancelled with the receipt that the stop gave', async () => {
      const subject = await createSubject()
      const run = await subject.start(firstRun(subject, 'hang'), 'hang')
      await run.claimed
      const receipt = await run.stop()
      expect(receipt).toMatchObject({
        reason: 'cancelled',
        survivors: [],
        endedAt: expect.any(String) as string,
      })
      expect(await run.ended).toMatchObject({ outcome: { kind: 'cancelled' }, stop: receipt })
    })

    test('stopping twice, also at once, stops once', async () => {
      const subject = await createSubject()
      const run = await subject.start(firstRun(subject, 'hang'), 'hang')
      const [first, second] = await Promise.all([run.stop(), run.stop()])
      expect(first).not.toBe('already_ended')
      expect(second).toEqual(first)
      expect(await run.stop()).toEqual(first)
    })

    test('a run that has ended by itself can no longer be stopped', async () => {
      const subject = await createSubject()
      const run = await subject.start(firstRun(subject, 'ok'), 'ok')
      await run.ended
      expect(await run.stop()).toBe('already_ended')
    })

    test('a run that nobody started is unclaimed', async () => {
      const { runner } = await createSubject()
      expect(await runner.recover({ executionId: randomUUID(), attempt: 1 })).toBe('unclaimed')
    })

    test('an ended run is found again with the same end', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'needs_input')
      const end = await (await subject.start(request, 'needs_input')).ended
      const found = await recovered(subject.runner, request)
      expect(await found.claimed).toBe(true)
      expect(await found.ended).toEqual(end)
    })

    test('a live run that was left alone is found again and can be stopped', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'hang')
      const run = await subject.start(request, 'hang')
      await run.claimed
      run.detach()
      const found = await recovered(subject.runner, request)
      expect(await found.stop()).toMatchObject({ survivors: [], endedAt: expect.any(String) as string })
      expect((await found.ended).outcome.kind).toBe('cancelled')
    })

    test('starting an attempt that has begun gives the run that is there', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'ok')
      const first = await (await subject.start(request, 'ok')).ended
      const again = await (await subject.runner.start(request)).ended
      expect(again).toEqual(first)
    })

    test('a session that nobody has open has no holder, and neither has one that nobody knows', async () => {
      const subject = await createSubject()
      const end = await (await subject.start(firstRun(subject, 'needs_input'), 'needs_input')).ended
      expect(await subject.runner.findSessionHolders([end.sessionId ?? '', randomUUID()])).toEqual([])
      expect(await subject.runner.findSessionHolders([])).toEqual([])
    })

    test('a live run of ours has its session open, until it is stopped', async () => {
      const subject = await createSubject()
      const request = firstRun(subject, 'needs_input', 'hang')
      const first = await (await subject.start(request, 'needs_input')).ended
      const sessionId = first.sessionId ?? ''
      const run = await subject.start({ ...request, attempt: 2, task: answerTo(sessionId) }, 'hang')
      await run.claimed
      const { executionId } = request
      const holder = { sessionId, executionId, pid: expect.any(Number) as number }
      await vi.waitUntil(
        async () => (await subject.runner.findSessionHolders([sessionId])).length > 0,
        10_000,
      )
      expect(await subject.runner.findSessionHolders([randomUUID(), sessionId])).toEqual([holder])
      expect(await subject.runner.findSessionHolders([randomUUID()])).toEqual([])
      expect(await subject.runner.findOpenSession(executionId)).toBe(sessionId)
      expect(await subject.runner.findOpenSession(randomUUID())).toBeUndefined()
      await run.stop()
      expect(await subject.runner.findSessionHolders([sessionId])).toEqual([])
      expect(await subject.runner.findOpenSession(executionId)).toBeUndefined()
    })

    test('a process that is none of ours has a session open, until it ends', async () => {
      const subject = await createSubject()
      const [sessionId, other] = [randomUUID(), randomUUID()]
      const { close, pid } = await subject.openElsewhere(sessionId)
      await subject.openElsewhere(other)
      expect(await subject.runner.findSessionHolders([sessionId])).toEqual([{ sessionId, pid }])
      await close()
      expect(await subject.runner.findSessionHolders([sessionId])).toEqual([])
    })
  })
}

/** The behaviours of the runs of its session, in turn. */
function firstRun({ projectPath }: AgentRunnerSubject, ...behaviours: Behaviour[]): AgentRunRequest {
  const task: AgentTask = { kind: 'first', skill: SKILL, input: `fake-claude: ${behaviours.join()}` }
  return { executionId: randomUUID(), attempt: 1, projectPath, task, timeoutMs: 60_000 }
}

function answerTo(sessionId: string): AgentTask {
  const questions = [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }]
  const answer = {
    questionSetId: randomUUID(),
    questions,
    answers: { q1: 'This one' },
    answeredAt: '2026-01-02T03:04:05.000Z',
  }
  return { kind: 'resume', sessionId, answer }
}

async function recovered(runner: AgentRunner, reference: AgentRunReference): Promise<AgentRun> {
  const { executionId, attempt, isFollowUp = false } = reference
  const run = await runner.recover({ executionId, attempt, isFollowUp })
  if (run === 'unclaimed') expect.fail('The run was not found.')
  return run
}
