const ID = '5f17c03e-3cab-4789-a6fa-7684eef6bc68'
const SESSION = '01573c15-b3e9-4aa7-8a9f-6cb246c7359f'
const QUESTIONS = '9fdfc2eb-2099-4aee-86b4-bcc190906436'

export const PROJECT = {
  id: 'shop-3f2a9c',
  name: 'shop',
  path: '/home/ada/shop',
  registeredAt: '2026-03-01T08:00:00.000Z',
}

export const RECEIPT = {
  id: ID,
  status: 'queued',
  projectId: PROJECT.id,
  skill: 'review',
  agent: 'claude',
  startedAt: '2026-03-01T08:15:00.000Z',
}

/** One that has asked. */
export const EXECUTION = {
  ...RECEIPT,
  schemaVersion: 4,
  revision: 3,
  projectName: PROJECT.name,
  projectPath: PROJECT.path,
  status: 'waiting_for_input',
  sessionId: SESSION,
  questionSet: {
    id: QUESTIONS,
    questions: [
      {
        id: 'q1',
        question: 'Which database?',
        header: 'Database',
        options: [{ label: 'SQLite', description: 'One file' }, { label: 'PostgreSQL' }],
        multiSelect: false,
      },
    ],
  },
  answers: [],
  costUsd: 0.0421,
  timeoutMs: 600_000,
  runs: [
    { attempt: 1, startedAt: '2026-03-01T08:15:00.050Z', endedAt: '2026-03-01T08:16:02.000Z', exitCode: 0 },
  ],
  timeline: [{ at: '2026-03-01T08:15:00.000Z', event: 'accepted' }],
  updatedAt: '2026-03-01T08:16:02.000Z',
}

export const SUMMARY = {
  ...RECEIPT,
  projectName: PROJECT.name,
  status: 'waiting_for_input',
  revision: 3,
  updatedAt: EXECUTION.updatedAt,
  questionCount: 1,
  questionPreview: 'Which database?',
  waitingSince: EXECUTION.updatedAt,
}

export const START = {
  projectId: PROJECT.id,
  skill: 'review',
  input: 'the checkout',
  requestId: 'nightly-2026-03-01',
}

export const ANSWER = { id: ID, questionSetId: QUESTIONS, answers: { q1: 'SQLite' } }

export const FOLLOW_UP = { id: ID, message: 'And the tests?' }

export const REFERENCE = { id: ID }
