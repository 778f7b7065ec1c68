import type { Wait } from './life.ts'

/** Time that passes only when it is told to. */
export interface Clock {
  now(): Date
  wait: Wait
  /** Whether anybody waits. */
  readonly isAwaited: boolean
  /** Lets so much time pass. */
  pass(ms: number): void
  /** Lets the time pass that the first of those who wait waits for. */
  passToNext(): void
}

export function createClock(): Clock {
  let now = Date.UTC(2026, 0, 1)
  let alarms: { at: number; ring: () => void }[] = []

  const passUntil = (time: number) => {
    now = Math.max(now, time)
    const due = alarms.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
    alarms = alarms.filter(({ at }) => at > now)
    for (const { ring } of due) ring()
  }

  return {
    now: () => new Date(now),
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          alarms = alarms.filter((other) => other !== alarm)
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
        }
        const ring = () => {
          signal.removeEventListener('abort', stop)
          resolve()
        }
        const alarm = { at: now + ms, ring }
        if (signal.aborted) stop()
        else {
          alarms.push(alarm)
          signal.addEventListener('abort', stop, { once: true })
        }
      }),
    get isAwaited() {
      return alarms.length > 0
    },
    pass: (ms) => {
      passUntil(now + ms)
    },
    passToNext: () => {
      passUntil(Math.min(...alarms.map(({ at }) => at)))
    },
  }
}
