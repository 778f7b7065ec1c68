import { WorkflowApiError, WorkflowConnectionError, type WorkflowErrorCode } from '../errors.ts'
import { sleep } from './sleep.ts'

const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 5_000
const JITTER = 0.25

export interface RepeatOptions {
  signal?: AbortSignal | undefined
  /** So long after the first failure it is tried again; 0 tries once. */
  forMs: number
}

/**
 * Tries again what got no answer, or one that says "not now", with growing pauses. Only for what may be done twice: nobody knows
 * whether a request without an answer arrived.
 */
export async function repeatWhileAway<T>(
  attempt: () => Promise<T>,
  { forMs, signal }: RepeatOptions,
): Promise<T> {
  let failedAt: number | undefined
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isPassing(error)) throw error
      failedAt ??= Date.now()
      const pauseMs = pauseAfter(error, failures)
      if (Date.now() - failedAt + pauseMs > forMs) throw error
      await sleep(pauseMs, signal)
    }
  }
}

const PASSING_CODES: readonly WorkflowErrorCode[] = [
  'RATE_LIMITED',
  'REGISTRY_UNREADABLE',
  'HOST_UNREACHABLE',
]

function isPassing(error: unknown): boolean {
  if (error instanceof WorkflowApiError) return PASSING_CODES.includes(error.code)
  return error instanceof WorkflowConnectionError
}

/** Many clients that lost one server come back at different moments. */
function pauseAfter(error: unknown, failures: number): number {
  const asked = error instanceof WorkflowApiError ? error.retryAfterMs : undefined
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS)
  return asked ?? pauseMs * (1 + JITTER * Math.random())
}
