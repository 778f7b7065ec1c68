import { WorkflowError } from '@specflow/workflow'

/** The one value of a query parameter; the same value twice is one. */
export function readQueryValue(query: URLSearchParams, name: string): string | undefined {
  const values = [...new Set(query.getAll(name))]
  if (values.length > 1) {
    throw new WorkflowError(
      'INVALID_INPUT',
      `${name} is given ${String(values.length)} times with different values.`,
    )
  }
  return values[0]
}

/** A number where it looks like one; anything else is left for the procedure to refuse by name. */
export function readQueryNumber(query: URLSearchParams, name: string): number | string | undefined {
  const value = readQueryValue(query, name)
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : value
}

/** A list with commas; a parameter given several times is one list. */
export function readQueryList(query: URLSearchParams, name: string): string[] | undefined {
  return query.has(name) ? query.getAll(name).flatMap((value) => value.split(',')) : undefined
}
