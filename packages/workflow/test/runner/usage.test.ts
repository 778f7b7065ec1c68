import { describe, expect, test } from 'vitest'
import { parseOutput } from '../../src/runner/result-parser.ts'
import { runFigures } from '../../src/runner/usage.ts'
import { readCaptured } from './captured.ts'

const SESSION_ID = '4d057f83-f263-4615-8122-66e24a6e3297'
const FIRST = { isResumed: false }
const RESUMED = { isResumed: true }

function capturedFigures(name: string, options: { isResumed: boolean }) {
  const output = parseOutput(readCaptured(name).stdout)
  if (output.kind !== 'result') throw new Error(`${name} holds no result.`)
  return runFigures(output.result, options)
}

describe('runFigures', () => {
  test('gives the cost of the session so far and the usage of the run alone', () => {
    const usage = {
      inputTokens: 1_000,
      outputTokens: 50,
      cacheCreationInputTokens: 200,
      cacheReadInputTokens: 300,
    }
    const first = capturedFigures('03a-needs-input', FIRST)
    const second = capturedFigures('03b-resume', RESUMED)
    expect(first).toEqual({ sessionId: SESSION_ID, sessionCostUsd: 0.00606, usage, numTurns: 2 })
    expect(second).toEqual({ sessionId: SESSION_ID, sessionCostUsd: 0.01212, usage, numTurns: 2 })
  })

  test('a failed first run names its session, which can be resumed', () => {
    expect(capturedFigures('05a-401-default', FIRST)).toMatchObject({
      sessionId: '6c5d80e2-3db0-434b-a7c4-6a8fdeeb5f43',
      sessionCostUsd: 0,
    })
  })

  test('a failed resumed run does not replace the session that is known', () => {
    expect(capturedFigures('05a-401-default', RESUMED)).not.toHaveProperty('sessionId')
  })

  test.each(['', 'not-a-uuid', '../../x', SESSION_ID.toUpperCase()])(
    'keeps no session id like %j',
    (sessionId) => {
      expect(runFigures({ isError: false, sessionId }, FIRST)).toEqual({})
    },
  )

  test('what the result does not say is absent, not zero', () => {
    expect(runFigures({ isError: false }, FIRST)).toEqual({})
  })
})
