import { isTerminal, type WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

const PAGE_SIZE = 200

/**
 * What the session of an execution has cost by now. Whoever of those that share it ended last knows; while one of them
 * has not ended, or that one does not know, nobody does, and unknown is absent.
 */
export async function sessionCostSoFar(
  context: ServiceContext,
  execution: WorkflowExecution,
): Promise<number | undefined> {
  const sharing = await listSharing(context, execution)
  if (sharing.some(({ status }) => !isTerminal(status))) return undefined
  const [newest = execution] = sharing.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
  return totalOf(newest)
}

/** A run without a cost may have cost something all the same. */
function totalOf({ continues, costUsd, runs }: WorkflowExecution): number | undefined {
  const base = continues ? continues.sessionCostUsd : 0
  const last = runs.at(-1)
  if (!last) return base
  if (base === undefined || costUsd === undefined || last.costUsd === undefined) return undefined
  return base + costUsd
}

/** Those that are linked by follow-ups, and have the same session. Records that are gone by now tell nothing. */
async function listSharing(
  { store }: ServiceContext,
  execution: WorkflowExecution,
): Promise<WorkflowExecution[]> {
  const links = await readLinks(store, execution.projectId)
  const related = new Set([execution.id])
  let size = 0
  while (size < related.size) {
    size = related.size
    for (const [id, continuesId] of links) {
      if (related.has(id)) related.add(continuesId)
      if (related.has(continuesId)) related.add(id)
    }
  }
  const found = await Promise.all([...related].map((id) => store.get(id)))
  return found.flatMap((other) => (other?.sessionId === execution.sessionId && other ? [other] : []))
}

/** From each follow-up of the project to what it continues; the store lists from memory. */
async function readLinks({ list }: ServiceContext['store'], projectId: string): Promise<[string, string][]> {
  const links: [string, string][] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await list({ projectId, limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) })
    for (const { continuesId, id } of page.executions) {
      if (continuesId !== undefined) links.push([id, continuesId])
    }
    cursor = page.nextCursor
  }
  return links
}
