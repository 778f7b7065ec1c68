import type { ExecutionStatus, ExecutionSummary } from '@specflow/workflow/schema'

export type StatusCounts = Partial<Record<ExecutionStatus, number>>

/** How many executions of each project are in which status, by project id. An execution in both lists counts once. */
export function countStatuses(
  active: ExecutionSummary[],
  newest: ExecutionSummary[],
): Map<string, StatusCounts> {
  const byId = new Map([...newest, ...active].map((execution) => [execution.id, execution]))
  const counts = new Map<string, StatusCounts>()
  for (const { projectId, status } of byId.values()) {
    const own = counts.get(projectId) ?? {}
    counts.set(projectId, { ...own, [status]: (own[status] ?? 0) + 1 })
  }
  return counts
}
