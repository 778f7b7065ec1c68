import { describe, expect, test } from 'vitest'
import { parseOutput } from '../../src/runner/result-parser.ts'
import { readCaptured } from './captured.ts'

const RESULT = '{"type":"result","is_error":false,"result":"ok {[\\"","session_id":"s"}'

/** Says nothing of what the model wrote: a part of an answer would be taken for one. */
const CUT_OFF = { kind: 'none', reason: 'The output holds no complete result object.' }

function parse(text: string) {
  return parseOutput(Buffer.from(text))
}

/** What the agent said last, or the kind of a parse that found nothing. */
function said(text: string): string | undefined {
  const parsed = parse(text)
  return parsed.kind === 'result' ? parsed.result.result : parsed.kind
}

function warningsOf(output: string | Uint8Array): string[] | undefined {
  const parsed = parseOutput(Buffer.from(output))
  return parsed.kind === 'empty' ? undefined : parsed.warnings
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

  test('P23 finds it at the end of the array of the verbose form, which is no oddity', () => {
    const parsed = parseOutput(readCaptured('18a-verbose-in-claude.json').stdout)
    expect(parsed).not.toHaveProperty('warnings')
    expect(parsed).toMatchObject({ kind: 'result', result: { isError: false, subtype: 'success' } })
  })

  test('P21 a byte order mark is no part of the output', () => {
    expect(said(`\ufeff${RESULT}\n`)).toBe('ok {["')
    expect(warningsOf(`\ufeff${RESULT}\n`)).toBeUndefined()
  })

  test.each([
    ['a banner', `An update is available [2.1.331] {see notes}\n${RESULT}\n`],
    ['a banner on the same line', `[notice] hello ${RESULT}`],
    ['a banner with an open bracket', `Loading {...\n${RESULT}\n`],
    ['brackets around it on other lines', `Loading {\n${RESULT}\n}\n`],
    ['junk behind it', `${RESULT}} ]junk\n{"type":`],
    ['other objects around it', `{"type":"system"}\n${RESULT}\n{"type":"other"}\n[1,2]\n`],
    ['carriage returns', `banner\r\n${RESULT}\r\n`],
  ])('P23 finds it with %s, and says that it was not alone', (_, text) => {
    expect(said(text)).toBe('ok {["')
    expect(warningsOf(text)).toEqual(['OUTPUT_NOT_ALONE'])
  })

  test.each(['', '\n', '\r\n', ' \n\n\t'])('P23 %j around it is no oddity', (blank) => {
    expect(said(`${blank}${RESULT}${blank}`)).toBe('ok {["')
    expect(warningsOf(`${blank}${RESULT}${blank}`)).toBeUndefined()
  })

  test('P23 the last of several results counts, and that there were several is said', () => {
    const first = RESULT.replace('ok', 'first')
    for (const text of [`${first}\n${RESULT}\n`, `[${first},${RESULT},{"type":"system"}]`]) {
      expect(said(text)).toBe('ok {["')
      expect(warningsOf(text)).toEqual(['OUTPUT_NOT_ALONE'])
    }
  })

  test('P23 a last result that cannot be read does not bring back an earlier one', () => {
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

  test('P21 replaces bytes that are no UTF-8, and says so', () => {
    const [before = '', after = ''] = RESULT.split('ok')
    const parsed = parseOutput(
      Buffer.concat([Buffer.from(`${before}ok`), Buffer.from([0xff]), Buffer.from(after)]),
    )
    expect(parsed).toMatchObject({
      kind: 'result',
      result: { result: 'ok\ufffd {["' },
      warnings: ['OUTPUT_INVALID_UTF8'],
    })
  })

  test.each([
    ['high', '\\ud800'],
    ['low', '\\uDfff'],
  ])('P21 replaces half a character, the %s half, written as bytes or as an escape', (_, escape) => {
    const asBytes = Buffer.from([0xed, escape === '\\ud800' ? 0xa0 : 0xbf, 0x80])
    const [before = '', after = ''] = RESULT.split('ok')
    const outputs = [
      RESULT.replace('ok', escape),
      Buffer.concat([Buffer.from(before), asBytes, Buffer.from(after)]),
    ]
    for (const output of outputs) {
      const parsed = parseOutput(Buffer.from(output))
      expect(parsed.kind === 'result' && parsed.result.result).toMatch(/^\ufffd+ \{\["$/)
      expect(warningsOf(output)).toEqual(['OUTPUT_INVALID_UTF8'])
    }
  })

  test('P21 an output that holds no result says as well that it was no text', () => {
    expect(parseOutput(Buffer.from([0x7b, 0xff]))).toEqual({
      kind: 'none',
      reason: 'The output holds no complete result object.',
      warnings: ['OUTPUT_INVALID_UTF8'],
    })
  })

  test('P22 a result that was cut off is none, wherever it was cut', () => {
    const nested = `{"type":"other","message":${RESULT}}`
    for (const whole of [RESULT, `[{"type":"system","a":"[{"},${RESULT}]`, nested]) {
      for (let length = 1; length < whole.length; length += 1) {
        expect(parse(whole.slice(0, length))).toEqual(CUT_OFF)
      }
    }
    const { stdout } = readCaptured('03a-needs-input')
    const end = stdout.lastIndexOf('}')
    for (let length = 1; length <= end; length += 1) {
      expect(parseOutput(stdout.subarray(0, length))).toEqual(CUT_OFF)
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
