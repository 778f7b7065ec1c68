import { z } from 'zod'
import {
  EXECUTION_SCHEMA_VERSION,
  projectIdSchema,
  skillNameSchema,
  uuidSchema,
  type ExecutionError,
  type TimelineEntry,
  type WorkflowExecution,
} from '../../schema/index.ts'

const timeSchema = z
  .union([z.string(), z.number()])
  .transform((time) => new Date(time))
  .refine((time) => !Number.isNaN(time.getTime()), 'is no time')
  .transform((time) => time.toISOString())

/** A file of the earlier system. What else it has is kept, whatever it is. */
const flatSchema = z.looseObject({
  id: uuidSchema,
  projectId: projectIdSchema,
  skill: z.string(),
  status: z.string(),
  startedAt: timeSchema,
  updatedAt: timeSchema,
  sessionId: uuidSchema.optional().catch(undefined),
  timeoutMs: z.number().int().positive().optional().catch(undefined),
  costUsd: z.number().optional().catch(undefined),
  error: z.unknown().optional(),
})

type FlatRecord = z.infer<typeof flatSchema>

/** A record is never without one; where the file has none, this is what holds where nobody says otherwise. */
const DEFAULT_TIMEOUT_MS = 600_000

/**
 * A file of the earlier system as a record of today, which is history: it has ended, whatever the file says, because
 * nobody watches it any more. The file is never written, so `legacy` has all of it. Throws for what is no such file.
 */
export function readFlatRecord(content: Readonly<Record<string, unknown>>): WorkflowExecution {
  const flat = flatSchema.parse(content)
  const { id, projectId, sessionId, timeoutMs, costUsd, startedAt, updatedAt } = flat
  const end = endOf(flat)
  return {
    id,
    schemaVersion: EXECUTION_SCHEMA_VERSION,
    revision: 1,
    projectId,
    // It wrote down neither the name nor the folder.
    projectName: projectId,
    projectPath: '',
    skill: skillOf(flat),
    agent: 'claude',
    ...end,
    ...(sessionId !== undefined && { sessionId }),
    answers: [],
    ...(costUsd !== undefined && { costUsd }),
    timeoutMs: timeoutMs ?? DEFAULT_TIMEOUT_MS,
    runs: [],
    timeline: timelineOf(flat, end),
    startedAt,
    updatedAt,
    legacy: { ...content },
  }
}

interface End extends Pick<WorkflowExecution, 'error' | 'completedAt' | 'cancelledAt'> {
  status: 'completed' | 'failed' | 'cancelled'
}

function endOf(flat: FlatRecord): End {
  const { updatedAt: at } = flat
  switch (flat.status) {
    case 'cancelled':
      return { status: 'cancelled', cancelledAt: at }
    case 'completed':
      return { status: 'completed', completedAt: at }
    default:
      return { status: 'failed', completedAt: at, error: errorOf(flat) }
  }
}

function errorOf({ error, status }: FlatRecord): ExecutionError {
  if (status === 'failed') {
    const message = wordsOf(error) ?? 'The earlier system wrote no reason down.'
    return { code: 'AGENT_FAILED', message: message.slice(0, 2_000) }
  }
  return {
    code: 'INTERRUPTED',
    message: `The earlier system left it ${JSON.stringify(status.slice(0, 80))}, and nobody watches it any more.`,
    remedy: 'Start it again; its file is kept as it is.',
  }
}

function wordsOf(error: unknown): string | undefined {
  if (error === undefined || error === null || error === '') return undefined
  return typeof error === 'string' ? error : JSON.stringify(error)
}

/** It took names that no agent would; `legacy` has the name as it was. */
function skillOf({ skill }: FlatRecord): string {
  const { data } = skillNameSchema.safeParse(skill.replace(/^\//, ''))
  return data ?? 'unknown'
}

function timelineOf({ startedAt, updatedAt }: FlatRecord, { error, status }: End): TimelineEntry[] {
  return [
    { at: startedAt, event: 'accepted' },
    { at: updatedAt, event: status, ...(error && { detail: error.code }) },
  ]
}
