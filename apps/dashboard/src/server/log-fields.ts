import { isSecretName, redactSecrets } from '@specflow/workflow'

/** Fields that may hold more than a log should: an environment, or what a process read or printed. */
const LEFT_OUT = /^(?:env|environ|environment|stdin|stdout|stderr|stderrTail|output|input|prompt|answers)$/i

/** What a line itself is made of; a field cannot take its place. */
const RESERVED = ['level', 'time', 'message']

const MAX_DEPTH = 8
const MAX_ITEMS = 100
const MAX_TEXT = 8_000
/** Redacted is more than is shown, so that a secret at the cut is seen whole. */
const MAX_READ = 4 * MAX_TEXT

/** A copy of the fields of a log line that holds plain values only, and none that is or looks like a secret. */
export function cleanFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return cleanEntries(
    Object.entries(fields).map(([name, value]) => [RESERVED.includes(name) ? `${name}_` : name, value]),
    0,
  )
}

function cleanEntries(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
): Record<string, unknown> {
  const cleaned = entries
    .slice(0, MAX_ITEMS)
    .map(([name, value]) => [cleanText(name), cleanNamed(name, value, depth)] as const)
  return Object.fromEntries(cleaned)
}

function cleanNamed(name: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null) return value
  if (LEFT_OUT.test(name)) return '[left out]'
  return isSecretName(name) ? '[redacted]' : cleanValue(value, depth)
}

function cleanValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return cleanText(value)
    case 'number':
    case 'boolean':
    case 'undefined':
      return value
    case 'bigint':
      return value.toString()
    case 'symbol':
    case 'function':
      return `[${typeof value}]`
    case 'object':
      return value === null ? null : cleanObject(value, depth + 1)
  }
}

function cleanObject(value: object, depth: number): unknown {
  // A cycle ends here too.
  if (depth > MAX_DEPTH) return '[too deep]'
  if (value instanceof Error) return cleanError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof URL) return cleanText(value.href)
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]'
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => cleanValue(item, depth))
  if (value instanceof Set) return cleanValue([...(value as Set<unknown>)], depth)
  if (value instanceof Map) {
    return cleanEntries(
      [...(value as Map<unknown, unknown>)].map(([key, item]) => [String(key), item]),
      depth,
    )
  }
  return cleanEntries(Object.entries(value), depth)
}

/**
 * What an error says of itself. Its other fields are left out: a failed child process has its command and its output
 * there, a refusal what the caller sent.
 */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const { cause, message, name, stack } = error
  const code: unknown = 'code' in error ? error.code : undefined
  const errors: unknown = error instanceof AggregateError ? error.errors : undefined
  return {
    name: cleanText(name),
    ...((typeof code === 'string' || typeof code === 'number') && { code: cleanValue(code, depth) }),
    message: cleanText(message),
    ...(typeof stack === 'string' && { stack: cleanText(stack) }),
    ...(cause !== undefined && { cause: cleanValue(cause, depth) }),
    ...(errors !== undefined && { errors: cleanValue(errors, depth) }),
  }
}

function cleanText(text: string): string {
  const redacted = redactSecrets(text.length > MAX_READ ? text.slice(0, MAX_READ) : text)
  return redacted.length > MAX_TEXT ? `${redacted.slice(0, MAX_TEXT)}…` : redacted
}
