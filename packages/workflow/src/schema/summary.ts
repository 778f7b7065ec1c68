import { z } from 'zod'
import { agentKindSchema, executionStatusSchema, type WorkflowExecution } from './execution.ts'
import { executionErrorCodeSchema } from './error-codes.ts'
import { projectIdSchema, skillNameSchema, timestampSchema, uuidSchema } from './identifiers.ts'

/** One line of a list. Never the output, so that a page stays small whatever the agent wrote. */
export const executionSummarySchema = z.object({
  id: uuidSchema,
  projectId: projectIdSchema,
  projectName: z.string(),
  skill: skillNameSchema,
  status: executionStatusSchema,
  revision: z.number().int().nonnegative(),
  agent: agentKindSchema,
  startedAt: timestampSchema,
  updatedAt: timestampSchema,
  completedAt: timestampSchema.optional(),
  costUsd: z.number().optional(),
  errorCode: executionErrorCodeSchema.optional(),
  questionCount: z.number().int().positive().optional(),
})

export type ExecutionSummary = z.infer<typeof executionSummarySchema>

export function summarize(execution: WorkflowExecution): ExecutionSummary {
  const { completedAt, costUsd, error, questionSet } = execution
  return {
    id: execution.id,
    projectId: execution.projectId,
    projectName: execution.projectName,
    skill: execution.skill,
    status: execution.status,
    revision: execution.revision,
    agent: execution.agent,
    startedAt: execution.startedAt,
    updatedAt: execution.updatedAt,
    ...(completedAt !== undefined && { completedAt }),
    ...(costUsd !== undefined && { costUsd }),
    ...(error !== undefined && { errorCode: error.code }),
    ...(questionSet !== undefined && { questionCount: questionSet.questions.length }),
  }
}
