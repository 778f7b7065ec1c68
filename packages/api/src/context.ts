import type { AnswerLinks, Doctor, WorkflowService } from '@specflow/workflow'

/** What every procedure is given. */
export interface ApiContext {
  /** Names the build that answers: a page of another one does better to reload. */
  build: string
  service: WorkflowService
  /** What can be done with an answer link and nothing else. */
  answerLinks: AnswerLinks
  /** Looks at the installation from outside of the service, and changes nothing. */
  doctor: Doctor
  /** Told of every unexpected error; the caller learns only that there was one. */
  onUnexpectedError: (
    error: unknown,
    where: { path: string; type: 'query' | 'mutation' | 'subscription' },
  ) => void
}
