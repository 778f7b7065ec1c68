import type { ListFilter } from './list-filter.ts'
import type { ExecutionSummary } from './summary.ts'

/** Makes the test of a filter once for many summaries. The browser asks it too, to know which of its lists a change is about. */
export function createListMatcher(filter: ListFilter): (summary: ExecutionSummary) => boolean {
  const { projectId, skill, status } = filter
  const text = filter.text?.trim().toLowerCase() ?? ''
  const from = toMs(filter.startedAfter) ?? -Infinity
  const to = toMs(filter.startedBefore) ?? Infinity
  return (summary) => {
    if (projectId !== undefined && summary.projectId !== projectId) return false
    if (skill !== undefined && summary.skill !== skill) return false
    if (status && !status.includes(summary.status)) return false
    const startedMs = Date.parse(summary.startedAt)
    return startedMs >= from && startedMs < to && (text === '' || hasText(summary, text))
  }
}

/** As instants: the text of an instant may or may not have milliseconds, which no comparison of texts survives. */
function toMs(instant: string | undefined): number | undefined {
  return instant === undefined ? undefined : Date.parse(instant)
}

function hasText({ id, inputPreview, projectName, skill }: ExecutionSummary, text: string): boolean {
  const isFound = [skill, projectName, inputPreview].some((place) => place?.toLowerCase().includes(text))
  return isFound || id.startsWith(text)
}
