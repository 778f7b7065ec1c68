import type { QueueEntry } from '../queue/port.ts'
import type { WorkflowExecution } from '../schema/index.ts'

/**
 * The lock of whoever makes a record `queued`, from its time until it is written: so places are taken in order of time,
 * also when many enter at once.
 */
export function entranceTo(projectPath: string): string {
  return `entrance:${projectPath}`
}

/** Its place in the queue: one lane per real path, in order of entering `queued` (the start, or the newest answer); and the session that its run has for itself. */
export function queueEntryOf(execution: WorkflowExecution): QueueEntry {
  return {
    executionId: execution.id,
    lane: execution.projectPath,
    enteredAt: execution.answers.at(-1)?.answeredAt ?? execution.startedAt,
    ...(execution.sessionId !== undefined && { sessionId: execution.sessionId }),
  }
}
