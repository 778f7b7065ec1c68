import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExecutionErrorCode } from '@specflow/workflow/schema'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

const FAILURES: [mode: string, code: ExecutionErrorCode, says: string | RegExp][] = [
  ['api_error:401', 'AUTH_REQUIRED', 'Invalid API key'],
  ['api_error:403', 'AUTH_REQUIRED', /\w/],
  ['not_logged_in', 'AUTH_REQUIRED', 'Not logged in'],
  ['api_error:429', 'USAGE_LIMITED', /\w/],
  ['credit', 'USAGE_LIMITED', 'Credit balance is too low'],
  ['api_error:500', 'AGENT_FAILED', /\w/],
  ['error_envelope', 'AGENT_FAILED', /\w/],
  ['max_retries', 'OUTPUT_INVALID', 'Failed to provide valid structured output'],
  ['prose', 'OUTPUT_INVALID', 'Shall I go on?'],
  ['empty', 'OUTPUT_INVALID', /\w/],
  ['output:{"status":"done"}', 'OUTPUT_INVALID', /\w/],
  ['output:{"status":"needs_input","questions":[]}', 'OUTPUT_INVALID', /\w/],
  ['skill_error', 'SKILL_FAILED', 'told to report an error'],
  ['root_refused', 'AGENT_REFUSED', 'cannot be used with root'],
  ['exit:3', 'AGENT_FAILED', /\w/],
  ['exit:127', 'AGENT_NOT_FOUND', /\w/],
  ['ok+exit:1', 'AGENT_FAILED', /\w/],
  ['signal:SIGKILL', 'AGENT_FAILED', /\w/],
]

describe('what a run ends in, over REST', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4', SPECFLOW_KILL_GRACE_MS: '300' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it.each(FAILURES)('%s is a failure: %s', async (mode, code, says) => {
    const execution = await fake.server.api.untilStatus(await fake.start(mode), 'failed')

    expect(execution.error?.code).toBe(code)
    if (typeof says === 'string') expect(execution.error?.message).toContain(says)
    else expect(execution.error?.message).toMatch(says)
    expect(execution.completedAt).toBeDefined()
    expect(execution.runs).toHaveLength(1)
  })

  it.each(['stderr:100000', 'bytes:2e6'])('%s is a completion', async (mode) => {
    const execution = await fake.server.api.untilStatus(await fake.start(mode), 'completed')

    expect(execution.output?.status).toBe('completed')
    expect(execution.error).toBeUndefined()
  })

  it('a run that takes too long is a timeout, with the receipt of its end', async () => {
    const execution = await fake.server.api.untilStatus(
      await fake.start('hang', { timeoutMs: 1_500 }),
      'failed',
    )

    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(execution.stop).toMatchObject({ reason: 'timed_out', survivors: [], endedAt: expect.any(String) })
  })

  it('a failure keeps the last lines of the standard error', async () => {
    const execution = await fake.server.api.untilStatus(await fake.start('stderr:500+exit:3'), 'failed')

    expect(execution.error?.stderrTail).toMatch(/\w/)
    expect(execution.runs[0]?.exitCode).toBe(3)
  })

  it('the status alone is a completion', async () => {
    const id = await fake.start('output:{"status":"completed"}')

    expect((await fake.server.api.untilStatus(id, 'completed')).output).toEqual({ status: 'completed' })
  })

  it('keys that nobody knows are kept', async () => {
    const output = { status: 'completed', phase: 'done', score: 7, artifacts: [{ path: 'a.md', lines: 3 }] }
    const id = await fake.start(`output:${JSON.stringify(output)}`)

    expect((await fake.server.api.untilStatus(id, 'completed')).output).toEqual(output)
  })
})
