import type { ShownExecution } from '@specflow/client'

/** What the command ends with. Scripts decide by it, so a number never changes its meaning. */
export const EXIT = {
  completed: 0,
  /** The server refused, or the doctor found a problem. */
  refused: 1,
  needsInput: 10,
  failed: 20,
  cancelled: 30,
  timedOut: 40,
  usage: 64,
  serverAway: 69,
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Of an execution that has ended or asks something; of any other nothing is known yet, and that is no failure. */
export function exitCodeOf({ error, status }: Pick<ShownExecution, 'status' | 'error'>): ExitCode {
  switch (status) {
    case 'waiting_for_input':
      return EXIT.needsInput
    case 'failed':
      return error?.code === 'TIMED_OUT' ? EXIT.timedOut : EXIT.failed
    case 'cancelled':
      return EXIT.cancelled
    case 'queued':
    case 'running':
    case 'completed':
      return EXIT.completed
  }
}
