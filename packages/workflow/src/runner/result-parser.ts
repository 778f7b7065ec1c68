import { bracketSpans } from './json-spans.ts'
import { isResultObject, readResultObject, type ResultObject } from './result-object.ts'

/** Of an output that is full of brackets only the last pieces are tried; the result stands at the end. */
const MAX_CANDIDATES = 1_000

/**
 * What standard output held.
 *
 * - `result`: the agent's result object, complete.
 * - `empty`: not one character.
 * - `none`: something, but no complete result object; `reason` says what, in words for a person.
 */
export type ParsedOutput =
  { kind: 'result'; result: ResultObject } | { kind: 'empty' } | { kind: 'none'; reason: string }

/**
 * Finds the last result object of an output: alone, at the end of the array that the agent prints in its verbose
 * form, or between other text. Bytes that are no UTF-8 are replaced. A cut-off object is none.
 */
export function parseOutput(output: Uint8Array): ParsedOutput {
  if (output.length === 0) return { kind: 'empty' }
  const text = new TextDecoder('utf-8').decode(output)
  const result = lastResult(text)
  if (result) return { kind: 'result', result }
  return { kind: 'none', reason: 'The output holds no complete result object.' }
}

/** The last one decides, also when it cannot be read: an earlier one is not how the run ended. */
function lastResult(text: string): ResultObject | undefined {
  for (const { start, end } of bracketSpans(text, MAX_CANDIDATES).reverse()) {
    const value = parseJson(text.slice(start, end))
    const elements: unknown[] = Array.isArray(value) ? value : [value]
    const last = elements.findLast(isResultObject)
    if (last !== undefined) return readResultObject(last)
  }
  return undefined
}

/** `undefined` for brackets in prose, such as `[warning]`. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
