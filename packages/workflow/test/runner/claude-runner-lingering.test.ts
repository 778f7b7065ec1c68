import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { AgentRunRequest } from '../../src/runner/port.ts'
import { createFakeClaudeSubject, type FakeClaudeSubject } from './fake-claude-subject.ts'

/** Longer than any test takes: such a run is stopped by something else. */
const NEVER_MS = 3_600_000

/** Waits until the agent has written its result whole. */
async function untilAnswered({ workflowsPath }: FakeClaudeSubject, { executionId }: AgentRunRequest) {
  const output = join(workflowsPath, executionId, 'run-1/output.json')
  await vi.waitUntil(() => existsSync(output) && readFileSync(output, 'utf8').endsWith('}\n'), {
    timeout: 30_000,
    interval: 10,
  })
}

describe('P25 an agent that has given its result and does not end', () => {
  test.each([
    ['ok', 'completed'],
    ['needs_input', 'needs_input'],
    ['skill_error', 'SKILL_FAILED'],
    ['error_envelope', 'AGENT_FAILED'],
    ['ok+spawn:setsid', 'completed'],
  ])('%s: is stopped, and its result holds: %s', async (script, expected) => {
    const subject = createFakeClaudeSubject({ lingerMs: 100 })
    const run = await subject.runner.start(subject.firstRun(`${script}+result_then_hang`))
    const end = await run.ended
    const { outcome } = end
    expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(expected)
    expect(end).toMatchObject({
      warnings: ['LINGERED'],
      stop: {
        reason: 'lingered',
        signals: [{ signal: 'SIGTERM' }],
        survivors: [],
        endedAt: expect.any(String) as string,
      },
    })
  })

  test('is stopped by the next server as well, which knows only the files', async () => {
    const first = createFakeClaudeSubject({ lingerMs: NEVER_MS })
    const request = first.firstRun('ok+result_then_hang')
    const run = await first.runner.start(request)
    await untilAnswered(first, request)
    run.detach()

    const next = createFakeClaudeSubject({ workflowsPath: first.workflowsPath, lingerMs: 100 })
    const found = await next.runner.recover(request)
    if (found === 'unclaimed') expect.fail('The run was not found.')
    expect(await found.ended).toMatchObject({ outcome: { kind: 'completed' }, warnings: ['LINGERED'] })
  })

  test('is cancelled when a cancel comes first, and its answer is kept', async () => {
    const subject = createFakeClaudeSubject({ lingerMs: NEVER_MS })
    const request = subject.firstRun('ok+result_then_hang')
    const run = await subject.runner.start(request)
    await untilAnswered(subject, request)
    expect(await run.stop()).toMatchObject({ reason: 'cancelled', survivors: [] })
    const end = await run.ended
    expect(end).toMatchObject({ outcome: { kind: 'cancelled', output: { status: 'completed' } } })
    expect(end).not.toHaveProperty('warnings')
  })

  test('has timed out when the deadline comes first', async () => {
    const subject = createFakeClaudeSubject({ lingerMs: NEVER_MS })
    const run = await subject.runner.start(subject.firstRun('ok+result_then_hang', 1_500))
    expect(await run.ended).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'TIMED_OUT' } },
      stop: { reason: 'timed_out' },
    })
  })

  test('is not taken for one that only works in silence', async () => {
    const subject = createFakeClaudeSubject({ lingerMs: 50 })
    const run = await subject.runner.start(subject.firstRun('stderr:100+hang', 1_500))
    expect(await run.ended).toMatchObject({ stop: { reason: 'timed_out' } })
  })
})
