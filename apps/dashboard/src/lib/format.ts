const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A running or finished span: `0:07`, `12:30`, `1:02:03`. A span below zero (clocks differ) is zero. */
export function formatDuration(ms: number): string {
  const totalSeconds = Math.max(0, Math.floor(ms / SECOND))
  const seconds = String(totalSeconds % 60).padStart(2, '0')
  const minutes = Math.floor(totalSeconds / 60) % 60
  const hours = Math.floor(totalSeconds / 3_600)
  return hours > 0
    ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${String(minutes)}:${seconds}`
}

/** How long one run took, with the precision that is worth reading: `45 ms`, `3.2 s`, `12:30`. */
export function formatRunTime(ms: number): string {
  if (ms < SECOND) return `${String(Math.max(0, Math.round(ms)))} ms`
  if (ms < MINUTE) return `${(ms / SECOND).toFixed(1)} s`
  return formatDuration(ms)
}

/** A limit as a person would say it: `10 min`, `90 s`, `2 h`. */
export function formatLimit(ms: number): string {
  if (ms % HOUR === 0) return `${String(ms / HOUR)} h`
  if (ms % MINUTE === 0) return `${String(ms / MINUTE)} min`
  return `${String(ms / SECOND)} s`
}

/** `just now`, `5 min ago`, `3 h ago`, `2 d ago`, and the date in UTC after a week. */
export function formatRelative(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso)
  if (ageMs < MINUTE) return 'just now'
  if (ageMs < HOUR) return `${String(Math.floor(ageMs / MINUTE))} min ago`
  if (ageMs < DAY) return `${String(Math.floor(ageMs / HOUR))} h ago`
  if (ageMs < 7 * DAY) return `${String(Math.floor(ageMs / DAY))} d ago`
  return iso.slice(0, 10)
}

/** The same in every time zone, so that the server's HTML and the browser's agree: `2026-01-31 09:05:00 UTC`. */
export function formatTimestamp(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`
}

/** Cents where cents say something, four digits below a cent: `$1.25`, `$0.0042`. */
export function formatCost(usd: number): string {
  if (usd === 0) return '$0'
  return `$${usd.toFixed(Math.abs(usd) < 0.01 ? 4 : 2)}`
}

/** On an axis, where one tick must differ from the next, and `$0.0195` stands beside `$0.02`. */
export function formatAxisCost(usd: number): string {
  return `$${String(Number(usd.toPrecision(3)))}`
}

/** `950`, `12.3k`, `1.2M`. */
export function formatCount(count: number): string {
  if (count < 1_000) return String(count)
  if (count < 1_000_000) return `${trimZero((count / 1_000).toFixed(1))}k`
  return `${trimZero((count / 1_000_000).toFixed(1))}M`
}

/** `1 question`, `2 questions`. */
export function pluralize(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`
}

function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text
}
