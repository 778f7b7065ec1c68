import type { RunResult } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { decideOutcome } from '../../src/runner/outcome.ts'
import type { ResultObject } from '../../src/runner/result-object.ts'
import type { ParsedOutput } from '../../src/runner/result-parser.ts'

const TIMES = { startedAt: '2026-01-02T03:04:05.000Z', endedAt: '2026-01-02T03:04:06.000Z' }
const RECEIPT = { requestedAt: TIMES.endedAt, signals: [], seen: [], survivors: [], endedAt: TIMES.endedAt }
const exited = (exitCode: number): RunResult => ({ kind: 'exited', exitCode, ...TIMES, swept: [] })

/** Every way in which a process ends. */
const RUNS = {
  'exit 0': exited(0),
  'exit 1': exited(1),
  'exit 126': exited(126),
  'exit 127': exited(127),
  SIGKILL: { kind: 'signaled', signal: 'SIGKILL', ...TIMES, swept: [] },
  cancelled: { kind: 'cancelled', ...TIMES, receipt: { reason: 'cancelled', ...RECEIPT } },
  'timed out': { kind: 'timed_out', ...TIMES, receipt: { reason: 'timed_out', ...RECEIPT } },
  ENOENT: { kind: 'spawn_failed', code: 'ENOENT', message: 'no such file', endedAt: TIMES.endedAt },
  EACCES: { kind: 'spawn_failed', code: 'EACCES', message: 'not permitted', endedAt: TIMES.endedAt },
  EAGAIN: { kind: 'spawn_failed', code: 'EAGAIN', message: 'try again', endedAt: TIMES.endedAt },
  lost: { kind: 'lost', ...TIMES, swept: [] },
} satisfies Record<string, RunResult>

const result = (part: Partial<ResultObject>): ParsedOutput => ({
  kind: 'result',
  result: { isError: false, sessionId: '4d057f83-f263-4615-8122-66e24a6e3297', ...part },
})
const answer = (structuredOutput: unknown) => result({ structuredOutput })

/** Everything that standard output may hold. */
const OUTPUTS = {
  empty: { kind: 'empty' },
  junk: { kind: 'none', reason: 'The output holds no complete result object.' },
  '401': result({ isError: true, apiErrorStatus: 401, result: 'x' }),
  '403 with an answer': result({
    isError: true,
    apiErrorStatus: 403,
    structuredOutput: { status: 'completed' },
  }),
  'not logged in': result({ isError: true, result: 'Not logged in · Please run /login' }),
  '429': result({ isError: true, apiErrorStatus: 429 }),
  'no credit': result({ isError: true, apiErrorStatus: 400, result: 'Credit balance is too low' }),
  'no structured output': result({
    isError: true,
    subtype: 'error_max_structured_output_retries',
    errors: ['e'],
  }),
  'max turns': result({ isError: true, subtype: 'error_max_turns', errors: ['e'] }),
  prose: result({ result: 'Shall I go on?' }),
  'foreign status': answer({ status: 'failed' }),
  'question missing': answer({ status: 'needs_input' }),
  'questions empty': answer({ status: 'needs_input', questions: [] }),
  'no session': result({
    sessionId: 'x',
    structuredOutput: { status: 'needs_input', questions: [{ question: 'Q?' }] },
  }),
  error: answer({ status: 'error', message: 'Cannot.' }),
  question: answer({ status: 'needs_input', questions: [{ question: 'Q?' }] }),
  completed: answer({ status: 'completed' }),
} as const satisfies Record<string, ParsedOutput>

type OutputName = keyof typeof OUTPUTS

/** What the output means when nothing else is in the way. */
const BY_OUTPUT: Readonly<Record<Exclude<OutputName, 'empty' | 'junk'>, string>> = {
  '401': 'AUTH_REQUIRED',
  '403 with an answer': 'AUTH_REQUIRED',
  'not logged in': 'AUTH_REQUIRED',
  '429': 'USAGE_LIMITED',
  'no credit': 'USAGE_LIMITED',
  'no structured output': 'OUTPUT_INVALID',
  'max turns': 'AGENT_FAILED',
  prose: 'OUTPUT_INVALID',
  'foreign status': 'OUTPUT_INVALID',
  'question missing': 'OUTPUT_INVALID',
  'questions empty': 'OUTPUT_INVALID',
  'no session': 'OUTPUT_INVALID',
  error: 'SKILL_FAILED',
  question: 'needs_input',
  completed: 'completed',
}

/** The table once more, as it is written for readers, and not as it is programmed. */
function expected(run: RunResult, output: OutputName): string {
  if (run.kind === 'cancelled') return 'cancelled'
  if (run.kind === 'timed_out') return 'TIMED_OUT'
  if (run.kind === 'spawn_failed') return run.code === 'EAGAIN' ? 'SPAWN_FAILED' : 'AGENT_NOT_FOUND'
  const exitCode = run.kind === 'exited' ? run.exitCode : undefined
  if (output === 'empty' && (exitCode === 126 || exitCode === 127)) return 'AGENT_NOT_FOUND'
  if (output === 'empty' || output === 'junk') {
    if (run.kind === 'lost') return 'INTERRUPTED'
    return exitCode === 0 ? 'OUTPUT_INVALID' : 'AGENT_FAILED'
  }
  const isReportedError = (OUTPUTS[output] as { result: ResultObject }).result.isError
  if (isReportedError || run.kind === 'lost' || exitCode === 0) return BY_OUTPUT[output]
  return 'AGENT_FAILED'
}

describe.each(Object.entries(RUNS))('a run that ended with %s', (_, run) => {
  test.each(Object.entries(OUTPUTS))('and left %s has one outcome', (name, output) => {
    const outcome = decideOutcome({ run, output, stderrTail: 'last words' })
    expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(
      expected(run, name as OutputName),
    )
    if (outcome.kind === 'failed') {
      expect(outcome.error).toMatchObject({
        message: expect.stringMatching(/\S/) as string,
        stderrTail: 'last words',
      })
    }
  })

  test.each(['empty', 'junk'] as const)(
    'and refused root with %s output is refused, unless something comes first',
    (name) => {
      const stderrTail =
        '--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons'
      const outcome = decideOutcome({ run, output: OUTPUTS[name], stderrTail })
      const without = expected(run, name)
      const comesFirst = ['cancelled', 'TIMED_OUT', 'SPAWN_FAILED', 'AGENT_NOT_FOUND'].includes(without)
      expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(
        comesFirst ? without : 'AGENT_REFUSED',
      )
    },
  )
})

describe('the message of a failure', () => {
  const failed = (output: ParsedOutput, stderrTail?: string) => {
    const outcome = decideOutcome({
      run: RUNS['exit 1'],
      output,
      ...(stderrTail !== undefined && { stderrTail }),
    })
    return outcome.kind === 'failed' ? outcome.error : undefined
  }

  test.each([
    [{ result: 'from result', errors: ['from errors'] }, 'from result'],
    [{ result: ' ', errors: ['from errors'] }, 'from errors'],
    [{ errors: [] }, 'from stderr'],
  ])('has the words of %j', (part, words) => {
    expect(failed(result({ isError: true, ...part }), 'first\nfrom stderr')?.message).toBe(
      `The agent reported an error. It said: ${words}`,
    )
  })

  test('has none where the agent said nothing', () => {
    expect(failed(result({ isError: true }))).toEqual({
      code: 'AGENT_FAILED',
      message: 'The agent reported an error.',
      remedy: expect.any(String) as string,
    })
  })

  test('is at most 2,000 characters long and never ends in half of one', () => {
    const length = (offset: number) =>
      failed(result({ isError: true, result: 'x'.repeat(offset) + '😀'.repeat(2_000) }))?.message
    for (const offset of [0, 1]) {
      const message = length(offset) ?? ''
      expect(message.length).toBeGreaterThan(1_990)
      expect(message.length).toBeLessThanOrEqual(2_000)
      expect(message).toMatch(/[x😀]…$/u)
    }
  })

  test('shows no secret', () => {
    const error = failed(result({ isError: true, result: 'key sk-ant-api03-abcdefghijklmnop was refused' }))
    expect(error?.message).toBe('The agent reported an error. It said: key [redacted key] was refused')
  })

  test('of a skill that failed is in its own words', () => {
    const outcome = decideOutcome({ run: RUNS['exit 0'], output: OUTPUTS.error })
    expect(outcome).toMatchObject({
      error: { message: 'The skill reported that it could not be finished. It said: Cannot.' },
      output: { status: 'error', message: 'Cannot.' },
    })
  })
})

test('what a stopped run had answered before is kept beside its outcome', () => {
  const cancelled = decideOutcome({ run: RUNS.cancelled, output: OUTPUTS.completed })
  expect(cancelled).toEqual({ kind: 'cancelled', output: { status: 'completed' } })
  const timedOut = decideOutcome({ run: RUNS['timed out'], output: OUTPUTS.completed })
  expect(timedOut).toMatchObject({
    kind: 'failed',
    error: { code: 'TIMED_OUT' },
    output: { status: 'completed' },
  })
})
