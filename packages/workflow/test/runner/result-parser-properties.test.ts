import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseOutput } from '../../src/runner/result-parser.ts'

/** Any result object, as one line. */
const resultLine = fc
  .record({
    result: fc.string({ unit: 'binary' }),
    structured_output: fc.jsonValue({ stringUnit: 'binary' }),
  })
  .map((part) => JSON.stringify({ type: 'result', is_error: false, ...part }))

/** Text that is no result, of the characters that a search for one could stumble over; in lines of its own. */
const otherText = fc
  .array(
    fc.constantFrom('{', '}', '[', ']', '"', '\\', ':', ',', 'a', ' ', '\n', '\r', '\u2028', '"type"', '😀'),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''))

const bytesOf = (text: string) => Buffer.from(text, 'utf8')

describe('parseOutput, whatever the output', () => {
  test('P23 finds the result between any other lines, unchanged, and says when it was not alone', () => {
    fc.assert(
      fc.property(otherText, resultLine, otherText, (before, line, after) => {
        const isAlone = before.trim() === '' && after.trim() === ''
        expect(parseOutput(bytesOf(`${before}\n${line}\n${after}`))).toEqual({
          ...parseOutput(bytesOf(line)),
          ...(!isAlone && { warnings: ['OUTPUT_NOT_ALONE'] }),
        })
        const { result, structured_output: output } = JSON.parse(line) as Record<string, unknown>
        expect(parseOutput(bytesOf(line))).toEqual({
          kind: 'result',
          result: { isError: false, result, structuredOutput: output },
        })
      }),
      { numRuns: 500 },
    )
  })

  test('P22 takes no beginning of a result for one, at any length, nor of an array that ends with one', () => {
    const output = fc.oneof(
      resultLine,
      resultLine.map((line) => `[{"type":"system","note":${line}},${line}]`),
    )
    fc.assert(
      fc.property(output, (whole) => {
        const bytes = bytesOf(whole)
        for (let length = 1; length < bytes.length; length += 1) {
          expect(parseOutput(bytes.subarray(0, length)).kind).toBe('none')
        }
      }),
    )
  })

  test('P21 reads the result whatever bytes stand in its text, and says when they are no UTF-8', () => {
    const anyText = fc.uint8Array({ min: 0x80, maxLength: 12 })
    fc.assert(
      fc.property(anyText, (bytes) => {
        const output = Buffer.concat([
          bytesOf('{"type":"result","is_error":false,"result":"'),
          bytes,
          bytesOf('"}'),
        ])
        expect(parseOutput(output)).toEqual({
          kind: 'result',
          result: { isError: false, result: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) },
          ...(!isUtf8(bytes) && { warnings: ['OUTPUT_INVALID_UTF8'] }),
        })
      }),
      { numRuns: 500 },
    )
  })

  test('P21 never throws, and never makes a result out of noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(parseOutput(bytes).kind).toBe(bytes.length === 0 ? 'empty' : 'none')
      }),
    )
  })
})
