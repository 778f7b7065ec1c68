/** A value of parsed JSON, of which nothing is known. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the object itself has: a key such as `constructor` is nothing unless it was written. */
export function valueAt(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

export function stringAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key)
  return typeof found === 'string' ? found : undefined
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = valueAt(value, key)
  return Array.isArray(found) ? found : []
}
