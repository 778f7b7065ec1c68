import { describe, expect, test } from 'vitest'
import { FAKE_CLAUDE_MODES } from '../../src/index.ts'
import { chooseStep } from '../../src/modes/choose-step.ts'
import { parseScript } from '../../src/modes/script.ts'
import { formatStep } from '../../src/modes/step.ts'
import { emptyState } from '../../src/session/state.ts'

describe('a script of modes', () => {
  test.each([
    ['ok', ['ok']],
    ['needs_input, exit:3', ['needs_input', 'exit:3']],
    ['spawn:setsid+spawn:daemon+hang', ['spawn:setsid+spawn:daemon+hang']],
    ['output:{"a":"x, ok","b":[1,2]},ok', ['output:{"a":"x, ok","b":[1,2]}', 'ok']],
    ['output:{"status":"completed"}+exit:2', ['output:{"status":"completed"}+exit:2']],
    ['bytes:150e6', ['bytes:150e6']],
  ])('%s has the steps %j', (text, steps) => {
    expect(parseScript(text).map(formatStep)).toEqual(steps)
  })

  test.each([
    ['', /unknown mode ""; known: /],
    ['okay', /unknown mode "okay"/],
    ['ok,', /unknown mode ""/],
    ['ok:1', /"ok" takes no argument, not "1"/],
    ['ok then', /after mode "ok" comes "," or "\+" or the end, not " then"/],
    ['exit', /"exit" has the argument ""; allowed: a whole number/],
    ['exit:-1', /"exit" has the argument "-1"/],
    ['signal:KILL', /"signal" has the argument "KILL"; allowed: the name of a signal/],
    ['spawn:cloud', /allowed: plain, setpgid, setsid, stubborn, daemon, cleanenv/],
    ['api_error:200', /allowed: 401, 403, 404, 429, 500, 529/],
    ['output:{"a":', /"output" has the argument .* allowed: JSON/],
    ['ok+prose', /one step cannot be "ok" and "prose"/],
    ['hang+exit:1', /one step cannot be "hang" and "exit"/],
  ])('%j is refused', (text, message) => {
    expect(() => parseScript(text)).toThrow(message)
  })

  test('every mode can be parsed with an argument of its form', () => {
    const example = {
      number: '1',
      signal: 'SIGTERM',
      status: '401',
      leaf: 'plain',
      json: '{}',
      path: '/tmp/lines.jsonl',
    }
    for (const [name, mode] of Object.entries(FAKE_CLAUDE_MODES)) {
      const text = 'argument' in mode ? `${name}:${example[mode.argument]}` : name
      expect(parseScript(text).map(formatStep)).toEqual([text])
    }
  })
})

interface Scripts {
  environment?: string
  script?: { text: string; since: number }
}

describe('which step a run takes', () => {
  const named = (prompt: string, runs: number, { environment, script }: Scripts = {}) => {
    const state = { ...emptyState(), runs, ...(script !== undefined && { script }) }
    const chosen = chooseStep(prompt, state, environment)
    return chosen && [formatStep(chosen.step), chosen.repetition]
  }

  test('none, when nobody names a mode', () => {
    expect(named('/demo-complete hello', 0)).toBeUndefined()
  })

  test.each([
    ['/skill fake-claude: hang'],
    ['/skill some input\nfake-claude: hang'],
    ['Here are the answers.\n\n> fake-claude: hang\n'],
  ])('the one that the prompt %j names, before any other', (prompt) => {
    expect(named(prompt, 1, { environment: 'ok', script: { text: 'prose', since: 0 } })).toEqual(['hang', 0])
  })

  test('a mode in the middle of a line is text', () => {
    expect(named('/skill please write fake-claude: hang', 0)).toBeUndefined()
  })

  test.each([
    [0, ['needs_input', 0]],
    [1, ['multi_round:2', 0]],
    [3, ['multi_round:2', 2]],
  ])('after %i runs, one step of the environment for each run and then the last again', (runs, step) => {
    expect(named('go on', runs, { environment: 'needs_input,multi_round:2' })).toEqual(step)
  })

  test('the script of an earlier prompt counts from the run that brought it, and wins over the environment', () => {
    expect(named('go on', 3, { environment: 'prose', script: { text: 'needs_input,ok', since: 2 } })).toEqual(
      ['ok', 0],
    )
  })
})
