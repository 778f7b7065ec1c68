import { z } from './zod.ts'
import { agentKindSchema, executionStatusSchema, type WorkflowExecution } from './execution.ts'
import { executionErrorCodeSchema } from './execution-error-code.ts'
import { projectIdSchema, skillNameSchema, timestampSchema, uuidSchema } from './identifiers.ts'
import type { QuestionSet } from './question.ts'

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
  /** How the first open question begins, as one line. */
  questionPreview: z.string().optional(),
  /** Since when a question waits. */
  waitingSince: timestampSchema.optional(),
  /** When the run that goes on began. */
  runStartedAt: timestampSchema.optional(),
  /** How the input begins, as one line. */
  inputPreview: z.string().optional(),
  /** The execution whose session it goes on with. */
  continuesId: uuidSchema.optional(),
  /** The execution of which it is another try. */
  retryOf: uuidSchema.optional(),
})

/** Characters of a preview at most. */
export const MAX_PREVIEW_LENGTH = 160

export type ExecutionSummary = z.infer<typeof executionSummarySchema>

export function summarize(execution: WorkflowExecution): ExecutionSummary {
  const { completedAt, continues, costUsd, error, input, questionSet, retryOf } = execution
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
    ...(questionSet !== undefined && summarizeQuestions(execution, questionSet)),
    ...(execution.status === 'running' && { runStartedAt: execution.runs.at(-1)?.startedAt }),
    ...(input !== undefined && { inputPreview: toPreview(input) }),
    ...(continues !== undefined && { continuesId: continues.executionId }),
    ...(retryOf !== undefined && { retryOf }),
  }
}

function summarizeQuestions({ timeline, updatedAt }: WorkflowExecution, { questions }: QuestionSet) {
  const asked = timeline.findLast(({ event }) => event === 'input_requested')
  return {
    questionCount: questions.length,
    questionPreview: toPreview(questions[0]?.question ?? ''),
    waitingSince: asked?.at ?? updatedAt,
  }
}

function toPreview(text: string): string {
  const line = text
    .slice(0, 4 * MAX_PREVIEW_LENGTH)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= MAX_PREVIEW_LENGTH ? line : `${line.slice(0, MAX_PREVIEW_LENGTH - 1).trimEnd()}…`
}
