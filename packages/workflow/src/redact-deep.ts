import { redactSecrets } from './redact.ts'

/** No secret of a known shape is shorter, with what names it. */
const SHORTEST = 10

/**
 * `redactSecrets` for every text in a value, keys too. What is no plain object, list or text is left as it is, and so is whatever
 * stands under one of the keys of `except`; nothing that was given is changed.
 */
export function redactDeep<T>(value: T, except: ReadonlySet<string> = new Set()): T {
  return redactValue(value, except) as T
}

function redactValue(value: unknown, except: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map((item) => redactValue(item, except))
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      redactText(key),
      except.has(key) ? item : redactValue(item, except),
    ]),
  )
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
