import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AgentRun, AgentRunRequest, AgentRunner, AgentTask } from '../../src/runner/port.ts'
import type { SkillDefinition } from '../../src/skills/port.ts'

/** What the agent of a run does; the script of a test agent speaks of it in the same words. */
export type Behaviour = 'ok' | 'needs_input' | 'skill_error' | 'hang'

/** A runner whose agents do what a test wants. */
export interface AgentRunnerSubject {
  runner: AgentRunner
  projectPath: string
  /** Starts a run; where nothing runs by itself, it also ends it in the way that the behaviour says. */
  start(request: AgentRunRequest, behaviour: Behaviour): Promise<AgentRun>
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
  })
}

function firstRun({ projectPath }: AgentRunnerSubject, behaviour: Behaviour): AgentRunRequest {
  const task: AgentTask = { kind: 'first', skill: SKILL, input: `fake-claude: ${behaviour}` }
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

async function recovered(runner: AgentRunner, { executionId, attempt }: AgentRunRequest): Promise<AgentRun> {
  const run = await runner.recover({ executionId, attempt })
  if (run === 'unclaimed') expect.fail('The run was not found.')
  return run
}
