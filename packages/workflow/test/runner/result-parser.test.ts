import { describe, expect, test } from 'vitest'
import { parseOutput } from '../../src/runner/result-parser.ts'
import { readCaptured } from './captured.ts'

const RESULT = '{"type":"result","is_error":false,"result":"ok {[\\"","session_id":"s"}'

function parse(text: string) {
  return parseOutput(Buffer.from(text))
}

/** What the agent said last, or the kind of a parse that found nothing. */
function said(text: string): string | undefined {
  const parsed = parse(text)
  return parsed.kind === 'result' ? parsed.result.result : parsed.kind
}

describe('parseOutput', () => {
  test('finds the result of a captured run', () => {
    expect(parseOutput(readCaptured('02a-schema-ok').stdout)).toEqual({
      kind: 'result',
      result: {
        isError: false,
        subtype: 'success',
        result: '{"status":"completed","summary":"all done"}',
        structuredOutput: { status: 'completed', summary: 'all done' },
        sessionId: '64fcc7d5-96d3-4e90-ab56-2b916b56e33a',
        totalCostUsd: 0.00606,
        usage: {
          inputTokens: 1_000,
          outputTokens: 50,
          cacheCreationInputTokens: 200,
          cacheReadInputTokens: 300,
        },
        numTurns: 2,
      },
    })
  })

  test('finds it at the end of the array of the verbose form', () => {
    const parsed = parseOutput(readCaptured('18a-verbose-in-claude.json').stdout)
    expect(parsed).toMatchObject({ kind: 'result', result: { isError: false, subtype: 'success' } })
  })

  test.each([
    ['a byte order mark', `\ufeff${RESULT}\n`],
    ['a banner', `An update is available [2.1.331] {see notes}\n${RESULT}\n`],
    ['a banner on the same line', `[notice] hello ${RESULT}`],
    ['a banner with an open bracket', `Loading {...\n${RESULT}\n`],
    ['brackets around it on other lines', `Loading {\n${RESULT}\n}\n`],
    ['junk behind it', `${RESULT}} ]junk\n{"type":`],
    ['other objects around it', `{"type":"system"}\n${RESULT}\n{"type":"other"}\n[1,2]\n`],
    ['carriage returns', `banner\r\n${RESULT}\r\n`],
  ])('finds it with %s', (_, text) => {
    expect(said(text)).toBe('ok {["')
  })

  test('the last of several results counts', () => {
    const first = RESULT.replace('ok', 'first')
    expect(said(`${first}\n${RESULT}\n`)).toBe('ok {["')
    expect(said(`[${first},${RESULT},{"type":"system"}]`)).toBe('ok {["')
  })

  test('a last result that cannot be read does not bring back an earlier one', () => {
    expect(said(`${RESULT}\n{"type":"result","result":"no is_error"}\n`)).toBe('none')
  })

  test.each([
    ['prose', 'all done'],
    ['another object', '{"type":"system"}'],
    ['a number', '5'],
    ['null', 'null'],
    ['white space', ' \n'],
    ['a result inside of another object', `{"type":"other","structured_output":${RESULT}}`],
    ['a result that does not say whether it is an error', '{"type":"result","is_error":"false"}'],
  ])('finds none in %s', (_, text) => {
    expect(parse(text)).toEqual({ kind: 'none', reason: 'The output holds no complete result object.' })
  })

  test('no byte at all is empty', () => {
    expect(parse('')).toEqual({ kind: 'empty' })
  })

  test('replaces bytes that are no UTF-8', () => {
    const [before = '', after = ''] = RESULT.split('ok')
    const parsed = parseOutput(
      Buffer.concat([Buffer.from(`${before}ok`), Buffer.from([0xff]), Buffer.from(after)]),
    )
    expect(parsed).toMatchObject({ kind: 'result', result: { result: 'ok\ufffd {["' } })
  })

  test('a result that was cut off is none, wherever it was cut', () => {
    const nested = `{"type":"other","message":${RESULT}}`
    for (const whole of [RESULT, `[{"type":"system","a":"[{"},${RESULT}]`, nested]) {
      for (let length = 1; length < whole.length; length += 1) {
        expect(parse(whole.slice(0, length)).kind).toBe('none')
      }
    }
    const { stdout } = readCaptured('03a-needs-input')
    const end = stdout.lastIndexOf('}')
    for (let length = 1; length <= end; length += 1) {
      expect(parseOutput(stdout.subarray(0, length)).kind).toBe('none')
    }
    expect(parseOutput(stdout.subarray(0, end + 1)).kind).toBe('result')
  })

  test('fields of an unexpected shape count as missing', () => {
    const text =
      '{"type":"result","is_error":false,"result":5,"errors":"x","total_cost_usd":"1","num_turns":1.5,' +
      '"usage":{"input_tokens":1},"api_error_status":null,"session_id":7}'
    expect(parse(text)).toEqual({ kind: 'result', result: { isError: false } })
  })

  test.each([
    ['open brackets', '['.repeat(2_000_000)],
    ['open objects', '{"a":'.repeat(400_000)],
    ['brackets that close too early', '{]'.repeat(1_000_000)],
    ['open strings', '{"'.repeat(1_000_000)],
    [
      'a deep result',
      `{"type":"result","is_error":false,"structured_output":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ],
  ])('is done in linear time with %s', (_, text) => {
    const startedAt = performance.now()
    expect(parse(text).kind).toBe('none')
    expect(performance.now() - startedAt).toBeLessThan(4_000)
  })
})
