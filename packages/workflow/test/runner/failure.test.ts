import type { RunResult } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { decideOutcome } from '../../src/runner/outcome.ts'
import type { ResultObject } from '../../src/runner/result-object.ts'
import type { ParsedOutput } from '../../src/runner/result-parser.ts'

const TIMES = { startedAt: '2026-01-02T03:04:05.000Z', endedAt: '2026-01-02T03:04:06.000Z' }
const exited = (exitCode: number): RunResult => ({ kind: 'exited', exitCode, ...TIMES, swept: [] })
const result = (part: Partial<ResultObject>): ParsedOutput => ({
  kind: 'result',
  result: { isError: false, ...part },
})

describe('the message of a failure', () => {
  const failed = (output: ParsedOutput, stderrTail?: string) => {
    const outcome = decideOutcome({
      run: exited(1),
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
    const outcome = decideOutcome({
      run: exited(0),
      output: result({ structuredOutput: { status: 'error', message: 'Cannot.' } }),
    })
    expect(outcome).toMatchObject({
      error: { message: 'The skill reported that it could not be finished. It said: Cannot.' },
      output: { status: 'error', message: 'Cannot.' },
    })
  })
})

describe('P26 the message of a run that somebody else killed', () => {
  const messageOf = (run: RunResult) => {
    const outcome = decideOutcome({ run, output: { kind: 'empty' } })
    return outcome.kind === 'failed' ? outcome.error.message : outcome.kind
  }

  test.each([
    [
      'SIGKILL',
      { kind: 'signaled', signal: 'SIGKILL', ...TIMES, swept: [] },
      'The agent was ended by a SIGKILL that SpecFlow did not send, as happens when memory runs out, without a result. The output is empty.',
    ],
    [
      'SIGKILL, as a shell in front of the agent tells it',
      exited(137),
      'The agent ended with exit code 137 (SIGKILL, as happens when memory runs out) without a result. The output is empty.',
    ],
    [
      'SIGSEGV',
      { kind: 'signaled', signal: 'SIGSEGV', ...TIMES, swept: [] },
      'The agent was ended by a SIGSEGV that SpecFlow did not send, without a result. The output is empty.',
    ],
  ] satisfies [string, RunResult, string][])('says it of %s', (_, run, message) => {
    expect(messageOf(run)).toBe(message)
  })
})
