import type { ExecutionErrorCode, ExecutionSummary } from '@specflow/workflow/schema'
import { visibleText } from '../../lib/visible-text.ts'
import { statusLook } from '../workflow/status-words.ts'

/** What a person who looks elsewhere is told of an execution. */
export interface News {
  /** The same for the same event, whoever learns of it and how often. */
  key: string
  executionId: string
  /** Both are plain text, and partly the agent's. */
  title: string
  body: string
}

/**
 * What is new about an execution that changed: that it began to wait for an answer, or ended by itself, at `sinceMs` or
 * later by the server's clock. What a person did, an answer or a cancel, is no news.
 */
export function readNews(execution: ExecutionSummary, sinceMs: number): News | undefined {
  const { errorCode, id, projectName, questionPreview, skill } = execution
  const at = momentOf(execution)
  if (at === undefined || Date.parse(at) < sinceMs) return undefined
  const more = questionPreview ?? errorCode
  return {
    key: `${id} ${execution.status} ${at}`,
    executionId: id,
    title: lineOf(`${describeStatus(execution)} · ${skill}`),
    body: lineOf(more === undefined ? projectName : `${projectName}: ${more}`),
  }
}

function momentOf({ status, completedAt, waitingSince }: ExecutionSummary): string | undefined {
  if (status === 'waiting_for_input') return waitingSince
  return status === 'completed' || status === 'failed' ? completedAt : undefined
}

const ENDS: Partial<Record<ExecutionErrorCode, string>> = {
  TIMED_OUT: 'Timed out',
  INTERRUPTED: 'Lost',
  COST_LIMIT_REACHED: 'Stopped at a cost limit',
}

function describeStatus({ status, errorCode }: ExecutionSummary): string {
  return (errorCode && ENDS[errorCode]) ?? statusLook(status).label
}

function lineOf(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ')
}
