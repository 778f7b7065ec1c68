import type { WorkflowService } from '@specflow/workflow'

/** What every procedure is given. */
export interface ApiContext {
  service: WorkflowService
  /** Told of every unexpected error; the caller learns only that there was one. */
  onUnexpectedError: (
    error: unknown,
    where: { path: string; type: 'query' | 'mutation' | 'subscription' },
  ) => void
}
