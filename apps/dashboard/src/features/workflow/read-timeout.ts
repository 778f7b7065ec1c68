import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from '@specflow/workflow/schema'

const MINUTE_MS = 60_000

/** Minutes as a person types them. `ms` is absent for an empty field, `problem` says what does not fit. */
export function readTimeout(text: string): { ms?: number; problem?: string } {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return {}
  const ms = Math.round(Number(trimmed) * MINUTE_MS)
  if (Number.isNaN(ms)) return { problem: 'Give a number of minutes, for example 30 or 1.5.' }
  if (ms < MIN_TIMEOUT_MS || ms > MAX_TIMEOUT_MS)
    return { problem: 'Give a time between one second (0.02) and 24 hours (1440).' }
  return { ms }
}
