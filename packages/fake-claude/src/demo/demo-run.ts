import type { Leaves } from '../process/leaves.ts'
import type { Narration } from '../session/narration.ts'
import type { SessionState } from '../session/state.ts'

/** What a demo skill has to work with. */
export interface DemoRun {
  cwd: string
  /** What stands behind the slash command. */
  input: string
  /** The prompt of a resumed run. */
  reply?: string
  /** Written down with the session when the run ends. */
  state: SessionState
  leaves: Leaves
  /** Writes into the transcript what the skill does. */
  narration: Narration
  /** How long the skill works: that time, or the one that the environment sets for every skill. */
  workMs: (ms: number) => number
  wait: (ms: number) => Promise<void>
}
