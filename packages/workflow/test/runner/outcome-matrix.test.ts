import type { RunResult, StopReason } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { decideOutcome } from '../../src/runner/outcome.ts'
import type { ResultObject } from '../../src/runner/result-object.ts'
import type { ParsedOutput } from '../../src/runner/result-parser.ts'

const TIMES = { startedAt: '2026-01-02T03:04:05.000Z', endedAt: '2026-01-02T03:04:06.000Z' }
const RECEIPT = { requestedAt: TIMES.endedAt, signals: [], seen: [], survivors: [], endedAt: TIMES.endedAt }

function exited(exitCode: number): RunResult {
  return { kind: 'exited', exitCode, ...TIMES, swept: [] }
}

function stopped(reason: StopReason) {
  return { kind: reason, ...TIMES, receipt: { reason, ...RECEIPT } } satisfies RunResult
}

function notSpawned(code: string): RunResult {
  return { kind: 'spawn_failed', code, message: `${code} it was`, endedAt: TIMES.endedAt }
}

/** Every way in which a process ends. */
const RUNS = {
  'exit 0': exited(0),
  'exit 1': exited(1),
  'exit 126': exited(126),
  'exit 127': exited(127),
  SIGKILL: { kind: 'signaled', signal: 'SIGKILL', ...TIMES, swept: [] },
  'exit 137': exited(137),
  cancelled: stopped('cancelled'),
  'timed out': stopped('timed_out'),
  lingered: stopped('lingered'),
  'cost limit': stopped('cost_limit'),
  ENOENT: notSpawned('ENOENT'),
  EACCES: notSpawned('EACCES'),
  EAGAIN: notSpawned('EAGAIN'),
  EMFILE: notSpawned('EMFILE'),
  ENOMEM: notSpawned('ENOMEM'),
  E2BIG: notSpawned('E2BIG'),
  'no folder': notSpawned('DIRECTORY_UNUSABLE'),
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
  'empty prose': result({ result: '' }),
  'question missing': answer({ status: 'needs_input' }),
  'questions empty': answer({ status: 'needs_input', questions: [] }),
  'no session': result({
    sessionId: 'x',
    structuredOutput: { status: 'needs_input', questions: [{ question: 'Q?' }] },
  }),
  error: answer({ status: 'error', message: 'Cannot.' }),
  question: answer({ status: 'needs_input', questions: [{ question: 'Q?' }] }),
  completed: answer({ status: 'completed' }),
  'completed, without words': result({ result: '', structuredOutput: { status: 'completed' } }),
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
  'empty prose': 'OUTPUT_INVALID',
  'question missing': 'OUTPUT_INVALID',
  'questions empty': 'OUTPUT_INVALID',
  'no session': 'OUTPUT_INVALID',
  error: 'SKILL_FAILED',
  question: 'needs_input',
  completed: 'completed',
  'completed, without words': 'completed',
}

/** The table once more, as it is written for readers, and not as it is programmed. */
function expected(run: RunResult, output: OutputName): string {
  if (run.kind === 'cancelled') return 'cancelled'
  if (run.kind === 'timed_out') return 'TIMED_OUT'
  if (run.kind === 'cost_limit') return 'COST_LIMIT_REACHED'
  if (run.kind === 'spawn_failed') {
    return run.code === 'ENOENT' || run.code === 'EACCES' ? 'AGENT_NOT_FOUND' : 'SPAWN_FAILED'
  }
  const exitCode = run.kind === 'exited' ? run.exitCode : undefined
  if (output === 'empty' && (exitCode === 126 || exitCode === 127)) return 'AGENT_NOT_FOUND'
  if (output === 'empty' || output === 'junk') {
    if (run.kind === 'lost') return 'INTERRUPTED'
    return exitCode === 0 || run.kind === 'lingered' ? 'OUTPUT_INVALID' : 'AGENT_FAILED'
  }
  const isReportedError = (OUTPUTS[output] as { result: ResultObject }).result.isError
  const isDecidedByResult = run.kind === 'lost' || run.kind === 'lingered' || exitCode === 0
  if (isReportedError || isDecidedByResult) return BY_OUTPUT[output]
  return 'AGENT_FAILED'
}

describe.each(Object.entries(RUNS))('P24 a run that ended with %s', (_, run) => {
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
      const comesFirst = [
        'cancelled',
        'TIMED_OUT',
        'COST_LIMIT_REACHED',
        'SPAWN_FAILED',
        'AGENT_NOT_FOUND',
      ].includes(without)
      expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(
        comesFirst ? without : 'AGENT_REFUSED',
      )
    },
  )
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

test('a run that was stopped at a cost limit says which, in the words in which the stop was asked for', () => {
  const receipt = { ...RUNS['cost limit'].receipt, detail: 'The limit of 0.50 USD was reached.' }
  const outcome = decideOutcome({ run: { ...RUNS['cost limit'], receipt }, output: OUTPUTS.empty })
  expect(outcome).toMatchObject({ error: { code: 'COST_LIMIT_REACHED', message: receipt.detail } })
})
