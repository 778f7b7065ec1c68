import type { WorkflowService } from '@specflow/workflow'
import type { Project, WorkflowExecution } from '@specflow/workflow/schema'

export const EXECUTION_ID = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'

export const project: Project = {
  id: 'garden',
  name: 'Garden',
  path: '/home/ada/garden',
  registeredAt: '2026-01-02T03:04:05.000Z',
}

export const execution: WorkflowExecution = {
  id: EXECUTION_ID,
  schemaVersion: 4,
  revision: 1,
  projectId: project.id,
  projectName: project.name,
  projectPath: project.path,
  skill: 'weed',
  agent: 'demo',
  status: 'queued',
  answers: [],
  timeoutMs: 600_000,
  runs: [],
  timeline: [],
  startedAt: '2026-01-02T03:04:05.000Z',
  updatedAt: '2026-01-02T03:04:05.000Z',
}

/** A service of which only the given use cases may be called. */
export function createServiceWith(useCases: Partial<WorkflowService>): WorkflowService {
  return new Proxy(useCases as WorkflowService, {
    get(target, name) {
      const useCase: unknown = Reflect.get(target, name)
      if (useCase === undefined) throw new Error(`The test did not expect a call of ${String(name)}.`)
      return useCase
    },
  })
}
