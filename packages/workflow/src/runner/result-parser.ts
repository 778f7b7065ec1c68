import { jsonValuesIn } from './json-values.ts'
import { isResultObject, readResultObject, type ResultObject } from './result-object.ts'

/**
 * What standard output held.
 *
 * - `result`: the agent's result object, complete.
 * - `empty`: not one character.
 * - `none`: something, but no complete result object; `reason` says what, in words for a person.
 */
export type ParsedOutput =
  | { kind: 'result'; result: ResultObject }
  | { kind: 'empty' }
  | { kind: 'none'; reason: string }

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
  let last: unknown
  for (const value of jsonValuesIn(text)) {
    const elements: unknown[] = Array.isArray(value) ? value : [value]
    last = elements.findLast(isResultObject) ?? last
  }
  return readResultObject(last)
}
