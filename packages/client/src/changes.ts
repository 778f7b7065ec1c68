import { sleep } from './connection/sleep.ts'
import type { ActiveCounts, ExecutionPage, ExecutionSummary } from './types/answers.ts'
import { EMPTY_ANSWER_PAUSE_MS, LONG_POLL_SECONDS } from './wait.ts'

const LARGEST_PAGE = 200

/**
 * `reset`: where everything stands, newest first; whoever keeps executions drops what it has. It comes first, and again where the
 * server cannot tell what changed. `change`: what changed since, each execution once and as it is now.
 */
export type WorkflowChange = (
  | { type: 'reset'; executions: ExecutionSummary[] }
  | { type: 'change'; executions: ExecutionSummary[]; removedIds: string[] }
) & { counts: ActiveCounts; cursor: string }

export interface ChangesOptions {
  /** The `cursor` of an earlier change: begins after it, and with no `reset` if the server still knows it. */
  since?: string | undefined
  /** Ends the iteration: it throws the reason. */
  signal?: AbortSignal | undefined
  /** So long a server that is away is waited for: by default a minute, in which it can be started anew. */
  retryForMs?: number | undefined
}

export interface ChangesPage {
  cursor: string
  isReset: boolean
  executions: ExecutionSummary[]
  removedIds: string[]
  counts: ActiveCounts
}

export interface ChangesSource {
  read(known: { since?: string; wait?: number }): Promise<ChangesPage>
  list(page: { limit: number; cursor?: string }): Promise<ExecutionPage>
}

export async function* iterateChanges(
  source: ChangesSource,
  { signal, since }: ChangesOptions,
): AsyncGenerator<WorkflowChange, never, undefined> {
  let known = since
  for (;;) {
    const page = await source.read(known === undefined ? {} : { since: known, wait: LONG_POLL_SECONDS })
    const { counts, cursor, executions, isReset, removedIds } = page
    if (known === undefined || isReset) {
      // Read after the cursor was given: what changes meanwhile is told once more, and nothing is missed.
      yield { type: 'reset', executions: await listAll(source), counts, cursor }
    } else if (executions.length > 0 || removedIds.length > 0) {
      yield { type: 'change', executions, removedIds, counts, cursor }
    } else {
      await sleep(EMPTY_ANSWER_PAUSE_MS, signal)
    }
    known = cursor
  }
}

async function listAll(source: ChangesSource): Promise<ExecutionSummary[]> {
  const all: ExecutionSummary[] = []
  for (let cursor: string | undefined; ;) {
    const page = await source.list({ limit: LARGEST_PAGE, ...(cursor !== undefined && { cursor }) })
    all.push(...page.executions)
    if (page.nextCursor === null) return all
    cursor = page.nextCursor
  }
}
