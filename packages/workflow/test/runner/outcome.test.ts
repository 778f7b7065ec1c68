import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { outcomeOfCaptured } from './captured.ts'

/** Every captured run, with what it means here and the words of the agent that must reach the reader. */
const EXPECTED: readonly [name: string, outcome: string, words?: string][] = [
  ['01-plain', 'OUTPUT_INVALID', 'Hello from the stub.'],
  ['02a-schema-ok', 'completed'],
  ['02b-schema-never-calls', 'OUTPUT_INVALID'],
  [
    '02d-schema-invalid-forever',
    'OUTPUT_INVALID',
    'Failed to provide valid structured output after 5 attempts',
  ],
  ['02f-schema-extra-prop', 'completed'],
  ['02h-schema-twice', 'OUTPUT_INVALID'],
  ['02j-schema-maxretries2', 'OUTPUT_INVALID', 'Failed to provide valid structured output'],
  ['02l-schema-maxtokens', 'AGENT_FAILED'],
  ['02m-schema-refusal', 'AGENT_FAILED', 'safeguards flagged this message'],
  ['03a-needs-input', 'needs_input'],
  ['03b-resume', 'completed'],
  ['03c-resume-again-no-schema', 'OUTPUT_INVALID'],
  ['05a-401-default', 'AUTH_REQUIRED', 'Invalid API key · Fix external API key'],
  ['05b-401-retries0', 'AUTH_REQUIRED', 'Invalid API key'],
  ['05d-429-default', 'USAGE_LIMITED'],
  ['05e-500-default', 'AGENT_FAILED', 'API Error'],
  ['05f-529-default', 'AGENT_FAILED', 'API Error'],
  ['05h-connrefused-default', 'AGENT_FAILED', 'Connection refused'],
  ['05j-unknown-resume', 'AGENT_FAILED', 'No conversation found with session ID'],
  ['05k1-schema-notjson', 'AGENT_FAILED', '--json-schema is not valid JSON'],
  ['05l-unknown-flag', 'AGENT_FAILED', "unknown option '--no-such-flag'"],
  ['05m1-empty-stdin', 'AGENT_FAILED', 'Input must be provided'],
  ['05n1-maxturns1-bash', 'AGENT_FAILED', 'Reached maximum number of turns (1)'],
  ['05o1-budget-exceeded', 'AGENT_FAILED', 'Reached maximum budget'],
  ['05p1-default-mode-bash-write', 'completed'],
  ['05q1-400-toolong', 'AGENT_FAILED'],
  ['05q3-400-credit', 'USAGE_LIMITED', 'Credit balance is too low'],
  ['05r-403', 'AUTH_REQUIRED', 'Failed to authenticate'],
  ['05s-404-model', 'AGENT_FAILED'],
  ['06a-sigterm-bash', 'AGENT_FAILED', 'exit code 143'],
  ['06b-sigint-bash', 'AGENT_FAILED', 'ede_diagnostic'],
  ['06c-sigkill-bash', 'AGENT_FAILED', 'SIGKILL'],
  ['06h-sigint-apiwait', 'OUTPUT_INVALID', 'The output is empty'],
  ['08h-unknown', 'completed'],
  ['08j-noinvoke', 'OUTPUT_INVALID', 'This skill can only be invoked by Claude'],
  ['08p3-clear', 'OUTPUT_INVALID'],
  ['14a-root-nosandbox', 'AGENT_REFUSED', 'cannot be used with root/sudo privileges'],
  ['15b-draft2020', 'AGENT_FAILED', 'no schema with key or ref'],
  ['16i-corrupt-claude-json', 'AGENT_FAILED', 'Fix the JSON in'],
  ['17b-bg-disabled-agent', 'completed'],
  ['18a-verbose-in-claude.json', 'OUTPUT_INVALID'],
]

describe('the outcome of a captured run', () => {
  test.each(EXPECTED)('%s is %s', (name, expected, words) => {
    const outcome = outcomeOfCaptured(name)
    expect(outcome.kind === 'failed' ? outcome.error.code : outcome.kind).toBe(expected)
    if (outcome.kind === 'failed') expect(outcome.error.remedy).toBeTruthy()
    if (words !== undefined) expect(JSON.stringify(outcome)).toContain(words)
  })

  test('every captured run is in the table', () => {
    const captured = readdirSync(new URL('../fixtures/captured', import.meta.url), { withFileTypes: true })
    const names = captured.filter((entry) => entry.isDirectory()).map(({ name }) => name)
    expect(names.sort()).toEqual(EXPECTED.map(([name]) => name).sort())
  })

  test('a question comes with its options as the agent gave them, plain texts as labels', () => {
    expect(outcomeOfCaptured('03a-needs-input')).toEqual({
      kind: 'needs_input',
      output: {
        status: 'needs_input',
        questions: [{ id: 'q1', question: 'Which DB?', options: [{ label: 'pg' }, { label: 'sqlite' }] }],
      },
    })
  })

  test('a failure says what happened, in the words of the agent, and what to do', () => {
    const outcome = outcomeOfCaptured('05r-403')
    expect(outcome).toMatchObject({
      error: {
        code: 'AUTH_REQUIRED',
        message: 'The agent reported an error. It said: Failed to authenticate. API Error: 403 forbidden',
      },
    })
  })

  test('what the agent wrote to standard error comes with the failure', () => {
    expect(outcomeOfCaptured('05s-404-model')).toMatchObject({
      error: { stderrTail: expect.stringContaining('unrecognized_model') as string },
    })
  })
})
