import { describe, expect, test } from 'vitest'
import { claudeArguments, requireShortSchema } from '../../src/runner/arguments.ts'

const SESSION_ID = '4d057f83-f263-4615-8122-66e24a6e3297'

describe('claudeArguments', () => {
  test('a first run has exactly these arguments', () => {
    expect(claudeArguments({ schema: '{"type":"object"}' })).toEqual([
      '-p',
      '--output-format',
      'json',
      '--dangerously-skip-permissions',
      '--disallowedTools',
      'AskUserQuestion',
      '--json-schema',
      '{"type":"object"}',
    ])
  })

  test('a resumed run has exactly these arguments', () => {
    expect(claudeArguments({ schema: '{}', resumeSessionId: SESSION_ID })).toEqual([
      '-p',
      '--resume',
      SESSION_ID,
      '--output-format',
      'json',
      '--dangerously-skip-permissions',
      '--disallowedTools',
      'AskUserQuestion',
      '--json-schema',
      '{}',
    ])
  })

  test.each(['', '--help', `${SESSION_ID} --debug`, `${SESSION_ID}\n`, '../../etc/passwd'])(
    'refuses %j as a session id',
    (resumeSessionId) => {
      expect(() => claudeArguments({ schema: '{}', resumeSessionId })).toThrow(/must be a UUID/)
    },
  )
})

describe('P5 the schema', () => {
  test('may have anything below 64 KiB, and what has more is refused with its size', () => {
    expect(() => {
      requireShortSchema('x'.repeat(65_535))
    }).not.toThrow()
    expect(() => {
      requireShortSchema('ü'.repeat(32_768))
    }).toThrow(/has 65536 bytes.* less than 65536/)
  })
})
