import { isUtf8 } from 'node:buffer'
import type { RunWarning } from '../schema/index.ts'
import { bracketSpans, type Span } from './json-spans.ts'
import { parseJson } from './parse-json.ts'
import { isResultObject, readResultObject, type ResultObject } from './result-object.ts'

/** Of an output that is full of brackets only the last pieces are tried; the result stands at the end. */
const MAX_CANDIDATES = 1_000

/**
 * What standard output held.
 *
 * - `result`: the agent's result object, complete.
 * - `empty`: not one character.
 * - `none`: something, but no complete result object; `reason` says what, in words for a person.
 *
 * `warnings` is absent when nothing was odd.
 */
export type ParsedOutput =
  | { kind: 'result'; result: ResultObject; warnings?: RunWarning[] }
  | { kind: 'empty' }
  | { kind: 'none'; reason: string; warnings?: RunWarning[] }

/**
 * Finds the last result object of an output: alone, at the end of the array that the agent prints in its verbose
 * form, or between other text. A byte order mark is no part of it; bytes that are no UTF-8 are replaced. A cut-off
 * object is none. Pure, and linear in the length of the output.
 */
export function parseOutput(output: Uint8Array): ParsedOutput {
  if (output.length === 0) return { kind: 'empty' }
  const text = new TextDecoder('utf-8').decode(output)
  const found = lastResult(text)
  const result = found && readResultObject(found.value)
  const warnings: RunWarning[] = []
  if (!isUtf8(output) || found?.isRepaired === true) warnings.push('OUTPUT_INVALID_UTF8')
  if (result && !found.isAlone) warnings.push('OUTPUT_NOT_ALONE')
  return {
    ...(result
      ? { kind: 'result', result }
      : { kind: 'none', reason: 'The output holds no complete result object.' }),
    ...(warnings.length > 0 && { warnings }),
  }
}

interface FoundResult {
  value: unknown
  isAlone: boolean
  isRepaired: boolean
}

/** The last one decides, also when it cannot be read: an earlier one is not how the run ended. */
function lastResult(text: string): FoundResult | undefined {
  for (const span of bracketSpans(text, MAX_CANDIDATES).reverse()) {
    const parsed = parseJson(text.slice(span.start, span.end))
    if (!parsed) continue
    const elements: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value]
    const results = elements.filter(isResultObject)
    if (results.length === 0) continue
    return {
      value: results.at(-1),
      isAlone: results.length === 1 && isBlankAround(text, span),
      isRepaired: parsed.isRepaired,
    }
  }
  return undefined
}

function isBlankAround(text: string, { start, end }: Span): boolean {
  return text.slice(0, start).trim() === '' && text.slice(end).trim() === ''
}
