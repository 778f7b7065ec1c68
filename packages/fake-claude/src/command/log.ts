import { openSync, writeSync } from 'node:fs'
import type { FakeClaudeEvent, FakeClaudeLogLine } from './log-lines.ts'

/** Writes one event at once, so that it is there whatever happens to the process next. */
export type Log = (event: FakeClaudeEvent) => void

/** Appends to `path`, which several runs may share; without a path nothing is written. */
export function openLog(path: string | undefined): Log {
  if (path === undefined) return () => undefined
  const descriptor = openSync(path, 'a', 0o600)
  return (event) => {
    const line: FakeClaudeLogLine = { at: new Date().toISOString(), pid: process.pid, ...event }
    writeSync(descriptor, `${JSON.stringify(line)}\n`)
  }
}
