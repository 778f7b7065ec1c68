import type { QueueEntry } from '../queue/port.ts'
import type { WorkflowExecution } from '../schema/index.ts'

/** Its place in the queue: one lane per real path, in order of entering `queued` (the start, or the newest answer). */
export function queueEntryOf(execution: WorkflowExecution): QueueEntry {
  return {
    executionId: execution.id,
    lane: execution.projectPath,
    enteredAt: execution.answers.at(-1)?.answeredAt ?? execution.startedAt,
  }
}
