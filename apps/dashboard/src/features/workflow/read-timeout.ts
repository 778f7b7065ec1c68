import { MAX_TIMEOUT_MS, MIN_TIMEOUT_MS } from '@specflow/workflow/schema'

const MINUTE_MS = 60_000
const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE_MS, h: 60 * MINUTE_MS }
/** A number with its unit, in any of the ways in which people write that. */
const PART = /(\d+(?:[.,]\d+)?)\s*(s|sec|seconds?|m|min|minutes?|h|hours?)(?![a-z])\s*/giy

/**
 * A time as a person types it: `30` and `1.5` are minutes, `90 s`, `10 min` and `1h 30m` say what they are. `ms` is
 * absent for an empty field, `problem` says what does not fit.
 */
export function readTimeout(text: string): { ms?: number; problem?: string } {
  const trimmed = text.trim()
  if (trimmed === '') return {}
  const minutes = Number(trimmed.replace(',', '.'))
  const ms = Number.isNaN(minutes) ? sumOfParts(trimmed) : Math.round(minutes * MINUTE_MS)
  if (ms === undefined) return { problem: 'Give a time such as 30 (minutes), 90 s or 1 h 30 min.' }
  if (ms < MIN_TIMEOUT_MS || ms > MAX_TIMEOUT_MS)
    return { problem: 'Give a time between one second (1 s) and 24 hours (24 h).' }
  return { ms }
}

/** What a person would type for it; nothing for no time. */
export function writeTimeout(ms: number | undefined): string {
  if (ms === undefined) return ''
  return ms % MINUTE_MS === 0 ? String(ms / MINUTE_MS) : `${String(ms / 1_000)} s`
}

/** `undefined` when something in it is no part of a time. */
function sumOfParts(text: string): number | undefined {
  const parts = [...text.matchAll(PART)]
  if (parts.map(([whole]) => whole).join('') !== text) return undefined
  const sum = parts.reduce((ms, [, count = '', unit = '']) => {
    const unitMs = UNITS_MS[unit.charAt(0).toLowerCase()] ?? 0
    return ms + Number(count.replace(',', '.')) * unitMs
  }, 0)
  return Math.round(sum)
}
