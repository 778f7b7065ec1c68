export { WorkflowError, type WorkflowErrorOptions } from './errors.ts'
export { TRANSITIONS, transition, type ExecutionEvent } from './execution/transition.ts'
export type { ProjectRegistry } from './projects/port.ts'
export type { QueueEntry, QueueLimits, RunQueue } from './queue/port.ts'
export type {
  AgentRun,
  AgentRunEnd,
  AgentRunReference,
  AgentRunRequest,
  AgentRunner,
  AgentTask,
  Outcome,
} from './runner/port.ts'
export type { AgentDirectory, ServiceLog, WorkflowService, WorkflowServiceOptions } from './service/port.ts'
export { createWorkflowService } from './service/workflow-service.ts'
export type { SkillCatalog, SkillDefinition } from './skills/port.ts'
export { RevisionConflict, type ExecutionStore, type ListPage, type ListQuery } from './store/port.ts'
