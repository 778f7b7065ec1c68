import { describe, expect, test } from 'vitest'
import { createWorkspace, FLAGS, SCHEMA } from '../support/workspace.ts'

const RUN = ['-p', ...FLAGS, '--json-schema', SCHEMA]

describe('the command line', () => {
  test('the version names the command line that it honours and says that it is the demo agent', async () => {
    const { run, log } = createWorkspace()
    const { stdout, exitCode } = await run({ argv: ['--version'] })
    expect(stdout.toString()).toBe('2.1.330 (SpecFlow demo agent)\n')
    expect(exitCode).toBe(0)
    expect(log()).toEqual([])
  })

  test.each([
    [['--no-such-flag', ...RUN], "error: unknown option '--no-such-flag'\n"],
    [['-p', ...FLAGS, '--json-schema'], "error: option '--json-schema <schema>' argument missing\n"],
    [['-p', ...FLAGS, '--json-schema', '{"type":'], /^Error: --json-schema is not valid JSON: .+\n$/],
    [
      ['-p', ...FLAGS, '--json-schema', '{"$schema":"https://json-schema.org/draft/2020-12/schema"}'],
      'Error: --json-schema is not a valid JSON Schema: ' +
        'no schema with key or ref "https://json-schema.org/draft/2020-12/schema"\n',
    ],
    [FLAGS, /no interactive mode/],
    [['-p', '--output-format', 'text'], /--output-format json only, not 'text'/],
    [['-p', 'do it', ...FLAGS], /takes its prompt on stdin/],
    [
      ['-p', '--resume', '99999999-9999-4999-8999-999999999999', ...FLAGS],
      'No conversation found with session ID: 99999999-9999-4999-8999-999999999999\n',
    ],
    [['-p', '--resume', '../../x', ...FLAGS], 'No conversation found with session ID: ../../x\n'],
  ])('%j is refused on stderr with exit code 1', async (argv, message) => {
    const { run } = createWorkspace()
    const { stdout, stderr, exitCode } = await run({ argv })
    expect(stderr).toEqual(typeof message === 'string' ? message : expect.stringMatching(message))
    expect(stdout.length).toBe(0)
    expect(exitCode).toBe(1)
  })

  test.each(['', ' \n\t\n'])('the prompt %j is refused', async (prompt) => {
    const { run } = createWorkspace()
    const { stdout, stderr, exitCode } = await run({ prompt })
    expect(stderr).toBe(
      'Error: Input must be provided either through stdin or as a prompt argument when using --print\n',
    )
    expect([stdout.length, exitCode]).toEqual([0, 1])
  })

  test('a stdin that stays open without a byte counts as empty', async () => {
    const { run } = createWorkspace()
    const { stderr, exitCode } = await run({ prompt: undefined })
    expect(stderr).toMatch(/^Error: Input must be provided/)
    expect(exitCode).toBe(1)
  })

  test('without a schema the answer is text', async () => {
    const { run } = createWorkspace()
    const { stdout } = await run({ argv: ['-p', ...FLAGS], mode: 'ok' })
    const result: unknown = JSON.parse(stdout.toString())
    expect(result).not.toHaveProperty('structured_output')
    expect(result).toHaveProperty('result', expect.stringContaining('no model was asked'))
  })

  test.each([
    [{ FAKE_CLAUDE_MODE: 'okay' }, /unknown mode "okay"; known: .*needs_input/],
    [{ FAKE_CLAUDE_WORK_MS: 'soon' }, /FAKE_CLAUDE_WORK_MS is "soon"; give whole milliseconds/],
  ])('the environment %j is refused by name, value and remedy', async (environment, message) => {
    const { run } = createWorkspace()
    const { stderr, exitCode } = await run({ environment })
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(1)
  })
})
