import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXECUTION_SCHEMA_VERSION, type WorkflowExecution } from '@specflow/workflow/schema'

/** Puts the records of executions into the state directory of a server that is not there yet. */
export async function writeRecords(
  directory: string,
  executions: readonly WorkflowExecution[],
): Promise<void> {
  const workflows = join(directory, 'state', 'workflows')
  await mkdir(workflows, { recursive: true, mode: 0o700 })
  for (const execution of executions) {
    await writeFile(join(workflows, `${execution.id}.json`), JSON.stringify(execution), { mode: 0o600 })
  }
}

/** An execution that completed with one run, at once; with what the test says about it. */
export function endedRecord(at: Date, part: Partial<WorkflowExecution> = {}): WorkflowExecution {
  const startedAt = at.toISOString()
  return {
    id: randomUUID(),
    schemaVersion: EXECUTION_SCHEMA_VERSION,
    revision: 3,
    projectId: 'garden',
    projectName: 'Garden',
    projectPath: '/projects/garden',
    skill: 'weed',
    agent: 'claude',
    status: 'completed',
    answers: [],
    timeoutMs: 600_000,
    runs: [{ attempt: 1, startedAt, endedAt: startedAt, exitCode: 0, costUsd: 0.25 }],
    costUsd: 0.25,
    timeline: [{ at: startedAt, event: 'accepted' }],
    startedAt,
    updatedAt: startedAt,
    completedAt: startedAt,
    ...part,
  }
}

/** An execution that has asked a question at a time, and waits for the answer. */
export function waitingRecord(
  at: Date,
  question: string,
  part: Partial<WorkflowExecution> = {},
): WorkflowExecution {
  const { completedAt: _, ...record } = endedRecord(at, part)
  return {
    ...record,
    status: 'waiting_for_input',
    sessionId: randomUUID(),
    questionSet: {
      id: randomUUID(),
      questions: [{ id: 'q1', question, options: [{ label: 'Yes' }, { label: 'No' }], multiSelect: false }],
    },
    timeline: [...record.timeline, { at: record.startedAt, event: 'input_requested', attempt: 1 }],
  }
}
