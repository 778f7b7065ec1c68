import { z } from './zod.ts'
import { agentOutputSchema } from './agent-output.ts'
import { executionErrorCodeSchema } from './execution-error-code.ts'
import { projectIdSchema, skillNameSchema, timestampSchema, uuidSchema } from './identifiers.ts'
import { answerEntrySchema, questionSetSchema } from './question.ts'
import { EXECUTION_STATUSES } from './status.ts'
import { timelineEntrySchema } from './timeline.ts'

export const EXECUTION_SCHEMA_VERSION = 4

export const executionStatusSchema = z.enum(EXECUTION_STATUSES)

/** Who ran it. An execution is resumed by the agent that began it. */
export const agentKindSchema = z.enum(['claude', 'demo'])

/** Tokens, summed over the runs of the execution. Unknown is absent, never zero. */
export const usageSchema = z.object({
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheCreationInputTokens: z.number(),
  cacheReadInputTokens: z.number(),
})

/** One process of an execution: the first one, or one after an answer. `costUsd` is the difference to the run before. */
export const runSchema = z.object({
  attempt: z.number().int().positive(),
  startedAt: timestampSchema,
  endedAt: timestampSchema.optional(),
  exitCode: z.number().int().optional(),
  signal: z.string().optional(),
  sessionId: uuidSchema.optional(),
  costUsd: z.number().optional(),
  /** Of a run whose cost the agent did not tell: what its session file had used when it was looked at last, by list prices. */
  estimatedCostUsd: z.number().optional(),
  durationMs: z.number().optional(),
  /** What was odd about it and changed nothing, as codes. */
  warnings: z.array(z.string()).optional(),
})

const processSchema = z.object({ pid: z.number().int(), command: z.string() })

/** Proof of a stop: what was sent, what was seen, what was left. `endedAt` is absent while a survivor is known. */
export const stopReceiptSchema = z.object({
  reason: z.enum(['cancelled', 'timed_out', 'lingered', 'cost_limit']),
  /** More about the reason, in words: which limit was reached, and what had been spent. */
  detail: z.string().optional(),
  requestedAt: timestampSchema,
  signals: z.array(z.object({ signal: z.string(), at: timestampSchema })),
  seen: z.array(processSchema),
  survivors: z.array(processSchema),
  endedAt: timestampSchema.optional(),
})

export const executionErrorSchema = z.object({
  code: executionErrorCodeSchema,
  message: z.string().max(2_000),
  remedy: z.string().optional(),
  stderrTail: z.string().optional(),
})

/**
 * What a follow-up goes on from: an execution that has ended, and the total that its session had cost by then, in US
 * dollars. Where that is unknown, so is the cost of everything after it.
 */
const continuesSchema = z.object({ executionId: uuidSchema, sessionCostUsd: z.number().optional() })

/** The record: the file `<home>/workflows/<id>.json` and the answer of `status`. Times are ISO 8601 in UTC, costs US dollars. */
export const workflowExecutionSchema = z.object({
  id: uuidSchema,
  schemaVersion: z.literal(EXECUTION_SCHEMA_VERSION),
  revision: z.number().int().nonnegative(),
  requestId: z.string().optional(),
  projectId: projectIdSchema,
  projectName: z.string(),
  projectPath: z.string(),
  skill: skillNameSchema,
  input: z.string().optional(),
  continues: continuesSchema.optional(),
  /** The execution of which this one is another try. */
  retryOf: uuidSchema.optional(),
  agent: agentKindSchema,
  agentVersion: z.string().optional(),
  status: executionStatusSchema,
  queuedBecause: z.string().optional(),
  sessionId: uuidSchema.optional(),
  questionSet: questionSetSchema.optional(),
  answers: z.array(answerEntrySchema),
  output: agentOutputSchema.optional(),
  error: executionErrorSchema.optional(),
  costUsd: z.number().optional(),
  usage: usageSchema.optional(),
  numTurns: z.number().int().optional(),
  timeoutMs: z.number().int().positive(),
  runs: z.array(runSchema),
  timeline: z.array(timelineEntrySchema),
  startedAt: timestampSchema,
  updatedAt: timestampSchema,
  completedAt: timestampSchema.optional(),
  cancelledAt: timestampSchema.optional(),
  stop: stopReceiptSchema.optional(),
  /** Everything that a file of the earlier system says, word for word. Such an execution has ended for good. */
  legacy: z.record(z.string(), z.unknown()).optional(),
})

export type AgentKind = z.infer<typeof agentKindSchema>
export type Usage = z.infer<typeof usageSchema>
export type Run = z.infer<typeof runSchema>
export type StopReceipt = z.infer<typeof stopReceiptSchema>
export type ExecutionError = z.infer<typeof executionErrorSchema>
export type WorkflowExecution = z.infer<typeof workflowExecutionSchema>
