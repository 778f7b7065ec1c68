import type { ProcessExit, RunResult, StopReceipt } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { decideOutcome } from '../../src/runner/outcome.ts'
import { parseOutput } from '../../src/runner/result-parser.ts'

/**
 * Who ended the run, how its process ended, and what its output held: each row and column once, with the outcome. What
 * decides first stands on the left: a stop of ours, but for one that lingered after its result; then an error that the
 * agent reports; then how it ended; then what it answered.
 */
const TABLE = `
killer     exit      nothing         cut_off         is_error      answer
nobody     0         OUTPUT_INVALID  OUTPUT_INVALID  AUTH_REQUIRED completed
nobody     3         AGENT_FAILED    AGENT_FAILED    AUTH_REQUIRED AGENT_FAILED
nobody     SIGKILL   AGENT_FAILED    AGENT_FAILED    AUTH_REQUIRED AGENT_FAILED
nobody     unknown   INTERRUPTED     INTERRUPTED     AUTH_REQUIRED completed
cancelled  0         cancelled       cancelled       cancelled     cancelled
cancelled  3         cancelled       cancelled       cancelled     cancelled
cancelled  SIGKILL   cancelled       cancelled       cancelled     cancelled
cancelled  unknown   cancelled       cancelled       cancelled     cancelled
timed_out  0         TIMED_OUT       TIMED_OUT       TIMED_OUT     TIMED_OUT
timed_out  3         TIMED_OUT       TIMED_OUT       TIMED_OUT     TIMED_OUT
timed_out  SIGKILL   TIMED_OUT       TIMED_OUT       TIMED_OUT     TIMED_OUT
timed_out  unknown   TIMED_OUT       TIMED_OUT       TIMED_OUT     TIMED_OUT
cost_limit 0         COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED
cost_limit 3         COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED
cost_limit SIGKILL   COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED
cost_limit unknown   COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED COST_LIMIT_REACHED
lingered   0         OUTPUT_INVALID  OUTPUT_INVALID  AUTH_REQUIRED completed
lingered   3         OUTPUT_INVALID  OUTPUT_INVALID  AUTH_REQUIRED completed
lingered   SIGKILL   OUTPUT_INVALID  OUTPUT_INVALID  AUTH_REQUIRED completed
lingered   unknown   OUTPUT_INVALID  OUTPUT_INVALID  AUTH_REQUIRED completed
`

const AT = '2026-01-02T03:04:06.000Z'

const ANSWER = '{"type":"result","is_error":false,"result":"","structured_output":{"status":"completed"}}\n'

/** As bytes, so that the table holds for what a process prints and not only for what a parser made of it. */
const OUTPUTS: Readonly<Record<string, string>> = {
  nothing: '',
  cut_off: ANSWER.slice(0, -10),
  is_error: '{"type":"result","is_error":true,"api_error_status":401,"result":"Invalid API key"}\n',
  answer: ANSWER,
}

const EXITS: Readonly<Record<string, ProcessExit | undefined>> = {
  '0': { kind: 'exited', exitCode: 0, endedAt: AT },
  '3': { kind: 'exited', exitCode: 3, endedAt: AT },
  SIGKILL: { kind: 'signaled', signal: 'SIGKILL', endedAt: AT },
  unknown: undefined,
}

const [header = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.split(/\s+/))
const cells = rows.flatMap(([killer = '', exit = '', ...outcomes]) =>
  outcomes.map((outcome, column) => ({ killer, exit, output: header[column + 2] ?? '', outcome })),
)

describe('P24 exit x output x killer', () => {
  test('the table is whole: every combination stands in it once', () => {
    const combinations = cells.map(({ killer, exit, output }) => `${killer} ${exit} ${output}`)
    expect(new Set(combinations).size).toBe(5 * 4 * 4)
    expect(combinations).toHaveLength(5 * 4 * 4)
  })

  test.each(cells)(
    'P24 killer $killer, exit $exit, output $output: $outcome',
    ({ killer, exit, output, outcome: expected }) => {
      const outcome = decideOutcome({
        run: runOf(killer, EXITS[exit]),
        output: parseOutput(Buffer.from(OUTPUTS[output] ?? '')),
      })
      expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(expected)
      const isAnswerKept = output === 'answer' && expected !== 'completed'
      if (isAnswerKept) expect(outcome.output).toEqual({ status: 'completed' })
    },
  )
})

function runOf(killer: string, exit: ProcessExit | undefined): RunResult {
  const times = { startedAt: '2026-01-02T03:04:05.000Z', endedAt: AT }
  if (killer === 'cancelled' || killer === 'timed_out' || killer === 'lingered' || killer === 'cost_limit') {
    const stop = { reason: killer, requestedAt: AT, endedAt: AT } as const
    const receipt: StopReceipt = { ...stop, signals: [], seen: [], survivors: [] }
    return { kind: killer, ...times, receipt, ...(exit && { exit }) }
  }
  return exit ? { ...exit, ...times, swept: [] } : { kind: 'lost', ...times, swept: [] }
}
