import { NO_USAGE, type Usage } from '../result/usage.ts'
import type { Question } from '../result/answer.ts'

/** What a session must know for its next run. Kept as records of a type of their own among the transcript's. */
export interface SessionState {
  /** Runs begun so far, the current one included. */
  runs: number
  /** Over all runs. */
  totalCostUsd: number
  totalUsage: Usage
  /** A script of modes that a prompt brought, and the number of runs before it. */
  script?: { text: string; since: number }
  /** The slash command that began the session. */
  command?: { name: string; input: string }
  /** Every set that a demo skill asked, with what came back. */
  rounds: { questions: Question[]; reply?: string }[]
}

export const STATE_RECORD = 'demo-agent-state'

export function emptyState(): SessionState {
  return { runs: 0, totalCostUsd: 0, totalUsage: NO_USAGE, rounds: [] }
}

/**
 * The newest state in the text of a session file. Undefined when there is none: then the session is not the demo
 * agent's, and it must not touch it.
 */
export function readState(text: string): SessionState | undefined {
  const line = text
    .split('\n')
    .reverse()
    .find((candidate) => candidate.startsWith(`{"type":"${STATE_RECORD}"`))
  if (line === undefined) return undefined
  // Nobody else writes records of this type, so that their shape is known.
  return (JSON.parse(line) as { state: SessionState }).state
}
