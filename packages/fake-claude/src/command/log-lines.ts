import type { LeafKind } from '../process/leaf-kinds.ts'

/** What the log of a run can say. `pgid` and `sid` are absent where the system has no /proc. */
export type FakeClaudeEvent =
  | {
      event: 'start'
      argv: readonly string[]
      env: Readonly<Record<string, string | undefined>>
      cwd: string
      ppid: number
      pgid?: number
      sid?: number
    }
  | { event: 'stdin'; bytes: number; sha256: string }
  | { event: 'session'; sessionId: string; resumed: boolean; mode?: string }
  | { event: 'leaf'; kind: LeafKind; leafPid: number }
  | { event: 'signal'; signal: string }
  | { event: 'output'; bytes: number }
  | { event: 'exit'; exitCode?: number; signal?: string }

/** One line: the event, who wrote it and when (ISO 8601, UTC). */
export type FakeClaudeLogLine = FakeClaudeEvent & { at: string; pid: number }

/**
 * Reads what `FAKE_CLAUDE_LOG` names. A last line without a line feed is still being written and is left out;
 * throws an `Error` with the line number for anything that is not a line of such a log.
 */
export function readFakeClaudeLog(text: string): FakeClaudeLogLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const value = parse(line)
      if (!isLogLine(value))
        throw new Error(`line ${String(index + 1)} is no line of a demo agent's log: ${line}`)
      return value
    })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

const EVENTS: Readonly<Record<FakeClaudeEvent['event'], true>> = {
  start: true,
  stdin: true,
  session: true,
  leaf: true,
  signal: true,
  output: true,
  exit: true,
}

function isLogLine(value: unknown): value is FakeClaudeLogLine {
  return (
    typeof value === 'object' &&
    value !== null &&
    'event' in value &&
    typeof value.event === 'string' &&
    Object.hasOwn(EVENTS, value.event) &&
    'pid' in value &&
    typeof value.pid === 'number'
  )
}
