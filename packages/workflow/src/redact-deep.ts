import { redactSecrets } from './redact.ts'

/** No secret of a known shape is shorter, with what names it. */
const SHORTEST = 10

/**
 * `redactSecrets` for every text in a value, keys too. What is no plain object, list or text is left as it is; nothing
 * that was given is changed.
 */
export function redactDeep<T>(value: T): T {
  return redactValue(value) as T
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redactValue)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), redactValue(item)]))
}

function redactText(text: string): string {
  return text.length < SHORTEST ? text : redactSecrets(text)
}

/** An iterator, such as that of an output, is not. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
