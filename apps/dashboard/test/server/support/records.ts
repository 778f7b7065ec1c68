import type { Project, WorkflowExecution } from '@specflow/workflow/schema'

export const EXECUTION_ID = '0b7f6f4e-3c0a-4f43-9a55-6f1f0a3d9c11'
export const OTHER_ID = '5d5d7f0a-55f1-4a52-8a0e-0d2f2d8f6a02'

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
