import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { AgentRunEnd, AgentRunRequest } from '../../src/runner/port.ts'
import { createFakeClaudeSubject, type FakeClaudeSubject } from './fake-claude-subject.ts'

async function endOf({ runner }: FakeClaudeSubject, request: AgentRunRequest): Promise<AgentRunEnd> {
  const run = await runner.start(request)
  return run.ended
}

function resumeOf(request: AgentRunRequest, sessionId: string, answer: string): AgentRunRequest {
  const questions = [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }]
  const entry = {
    questionSetId: request.executionId,
    questions,
    answers: { q1: answer },
    answeredAt: '2026-01-02T03:04:05.000Z',
  }
  return { ...request, attempt: 2, task: { kind: 'resume', sessionId, answer: entry } }
}

describe('what the agent does decides the outcome', () => {
  test.each([
    ['ok', 'completed'],
    ['needs_input', 'needs_input'],
    ['skill_error', 'SKILL_FAILED'],
    ['array', 'completed'],
    ['banner_then_json', 'completed'],
    ['json_then_junk', 'completed'],
    ['bom', 'completed'],
    ['invalid_utf8', 'completed'],
    ['bytes:2000000', 'completed'],
    ['stderr:300000', 'completed'],
    ['exit:3', 'AGENT_FAILED'],
    ['ok+exit:3', 'AGENT_FAILED'],
    ['signal:SIGKILL', 'AGENT_FAILED'],
    ['partial_json:200', 'OUTPUT_INVALID'],
    ['prose', 'OUTPUT_INVALID'],
    ['empty', 'OUTPUT_INVALID'],
    ['max_retries', 'OUTPUT_INVALID'],
    ['output:{"status":"done"}', 'OUTPUT_INVALID'],
    ['output:{"status":"needs_input"}', 'OUTPUT_INVALID'],
    ['output:{"status":"completed","more":[1]}', 'completed'],
    ['error_envelope', 'AGENT_FAILED'],
    ['api_error:401', 'AUTH_REQUIRED'],
    ['api_error:403', 'AUTH_REQUIRED'],
    ['not_logged_in', 'AUTH_REQUIRED'],
    ['api_error:429', 'USAGE_LIMITED'],
    ['credit', 'USAGE_LIMITED'],
    ['api_error:500', 'AGENT_FAILED'],
    ['root_refused', 'AGENT_REFUSED'],
  ])('%s is %s', async (script, expected) => {
    const subject = createFakeClaudeSubject()
    const { outcome } = await endOf(subject, subject.firstRun(script))
    expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(expected)
    // A script that the stand-in does not understand would end as a failure as well.
    expect(JSON.stringify(outcome)).not.toMatch(/unknown mode|after mode/)
  })
})

describe('a run of the claude runner', () => {
  test('that takes too long is stopped and has failed, with the receipt', async () => {
    const subject = createFakeClaudeSubject()
    const end = await endOf(subject, subject.firstRun('hang', 300))
    expect(end).toMatchObject({
      outcome: { kind: 'failed', error: { code: 'TIMED_OUT' } },
      stop: { reason: 'timed_out', survivors: [], endedAt: expect.any(String) as string },
    })
  })

  test('goes on under the new session when a resumed run names another one', async () => {
    const subject = createFakeClaudeSubject()
    const request = subject.firstRun('needs_input,fork_session+ok')
    const { sessionId = '' } = await endOf(subject, request)
    const second = await endOf(subject, resumeOf(request, sessionId, 'This one'))
    expect(second).toMatchObject({ outcome: { kind: 'completed' }, sessionId: expect.any(String) as string })
    expect(second.sessionId).not.toBe(sessionId)
  })

  test('keeps the session that is known when a resumed run fails', async () => {
    const subject = createFakeClaudeSubject()
    const request = subject.firstRun('needs_input,fork_session+error_envelope')
    const { sessionId = '' } = await endOf(subject, request)
    const second = await endOf(subject, resumeOf(request, sessionId, 'This one'))
    expect(second).toMatchObject({
      outcome: { kind: 'failed' },
      sessionCostUsd: expect.any(Number) as number,
    })
    expect(second).not.toHaveProperty('sessionId')
  })

  test('that cannot find its session says so in the words of the agent', async () => {
    const subject = createFakeClaudeSubject()
    const unknown = '99999999-9999-4999-8999-999999999999'
    const end = await endOf(subject, resumeOf(subject.firstRun('ok'), unknown, 'x'))
    expect(end).toMatchObject({
      outcome: {
        error: {
          code: 'AGENT_FAILED',
          message: expect.stringContaining(`No conversation found with session ID: ${unknown}`) as string,
        },
      },
    })
    expect(end).not.toHaveProperty('sessionId')
  })

  test('gives the agent its prompt and nothing else, and hands it no command in an answer', async () => {
    const subject = createFakeClaudeSubject()
    const request = subject.firstRun('needs_input')
    const { sessionId = '' } = await endOf(subject, request)
    await endOf(subject, resumeOf(request, sessionId, '/clear'))
    const promptOf = (run: string) =>
      readFile(join(subject.workflowsPath, request.executionId, run, 'prompt.txt'), 'utf8')
    expect(await promptOf('run-1')).toBe('/work fake-claude: needs_input')
    expect(await promptOf('run-2')).toMatch(/^Here are the answers[^]*\n> \/clear$/)
  })
})

test('a follow-up whose run fails does not change its session, also when it was found again', async () => {
  const subject = createFakeClaudeSubject()
  const { sessionId = '' } = await endOf(subject, subject.firstRun('ok'))
  const request = subject.firstRun('ok')
  const message = 'fake-claude: api_error:500'
  const end = await endOf(subject, { ...request, task: { kind: 'follow_up', sessionId, message } })
  expect(end.outcome).toMatchObject({ kind: 'failed', error: { code: 'AGENT_FAILED' } })
  expect(end).not.toHaveProperty('sessionId')

  const found = await subject.runner.recover({ ...request, isFollowUp: true })
  if (found === 'unclaimed') expect.fail('The run was not found.')
  expect(await found.ended).toEqual(end)
})
