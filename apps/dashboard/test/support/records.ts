import type { QuestionSet, WorkflowExecution } from '@specflow/workflow/schema'

export const EXECUTION_ID = '0b6ff5a5-0a3e-4c57-9d0e-0d6a3a0f3a01'

export function execution(part: Partial<WorkflowExecution> = {}): WorkflowExecution {
  return {
    id: EXECUTION_ID,
    schemaVersion: 4,
    revision: 1,
    projectId: 'sample',
    projectName: 'Sample',
    projectPath: '/srv/sample',
    skill: 'demo-ask',
    agent: 'demo',
    status: 'running',
    answers: [],
    timeoutMs: 600_000,
    runs: [],
    timeline: [],
    startedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...part,
  }
}

/** One question of each kind. `id` makes it a set of its own, with a draft of its own. */
export function questionSet(id: string): QuestionSet {
  return {
    id,
    questions: [
      {
        id: 'q1',
        header: 'Database',
        question: 'Which database?',
        options: [{ label: 'PostgreSQL', description: 'A server' }, { label: 'SQLite' }],
        multiSelect: false,
      },
      {
        id: 'q2',
        question: 'Which platforms?',
        options: [{ label: 'Linux' }, { label: 'macOS, arm' }],
        multiSelect: true,
      },
      { id: 'q3', question: 'What is it called?', options: [], multiSelect: false },
    ],
  }
}
