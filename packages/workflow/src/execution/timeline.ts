import {
  MAX_TIMELINE_ENTRIES,
  type ExecutionError,
  type StopReceipt,
  type TimelineEntry,
  type TimelineEvent,
  type WorkflowExecution,
} from '../schema/index.ts'

/** What of an event of the execution is told. */
export interface ToldEvent {
  at: string
  type: TimelineEvent
  error?: ExecutionError
  stop?: StopReceipt
}

/** What an event adds to the timeline of the execution, as it was before the event. */
export function timelineOf(
  execution: WorkflowExecution,
  { at, error, stop, type }: ToldEvent,
): TimelineEntry[] {
  const attempt = type === 'run_started' ? execution.runs.length + 1 : liveAttempt(execution)
  const entry: TimelineEntry = {
    at,
    event: type,
    ...(attempt !== undefined && { attempt }),
    ...(error && { detail: error.code }),
  }
  return extendTimeline(execution.timeline, [...(stop ? stopRequest(execution, stop) : []), entry])
}

/** The run that is going on was taken up by a later server. */
export function noteTakenUp(execution: WorkflowExecution, at: string): WorkflowExecution {
  const attempt = liveAttempt(execution)
  const entry: TimelineEntry = { at, event: 'taken_up', ...(attempt !== undefined && { attempt }) }
  return { ...execution, timeline: extendTimeline(execution.timeline, [entry]), updatedAt: at }
}

/** A stop was tried and something is still alive: the receipt is shown, the execution stays as it is. */
export function noteStopUnproven(
  execution: WorkflowExecution,
  stop: StopReceipt,
  at: string,
): WorkflowExecution {
  const attempt = liveAttempt(execution)
  const entry: TimelineEntry = {
    at,
    event: 'stop_unproven',
    ...(attempt !== undefined && { attempt }),
    detail: stop.survivors.map(({ pid }) => pid).join(', '),
  }
  const timeline = extendTimeline(execution.timeline, [...stopRequest(execution, stop), entry])
  return { ...execution, stop, timeline, updatedAt: at }
}

/** A stop is known only from its receipt, which is repeated until it is proof; it is told once. */
function stopRequest(execution: WorkflowExecution, { reason, requestedAt }: StopReceipt): TimelineEntry[] {
  const attempt = liveAttempt(execution)
  const isTold = execution.timeline.some(({ at, event }) => event === 'stop_requested' && at === requestedAt)
  if (attempt === undefined || isTold) return []
  return [{ at: requestedAt, event: 'stop_requested', attempt, detail: reason }]
}

function liveAttempt({ runs, status }: WorkflowExecution): number | undefined {
  return status === 'running' && runs.length > 0 ? runs.length : undefined
}

/** A history without a bound would make every write of a long conversation dearer than the one before. */
export function extendTimeline(
  timeline: readonly TimelineEntry[],
  more: readonly TimelineEntry[],
): TimelineEntry[] {
  const [first, ...rest] = [...timeline, ...more]
  if (!first || rest.length < MAX_TIMELINE_ENTRIES) return first ? [first, ...rest] : []
  const mark = rest.find(({ event }) => event === 'shortened')
  const told = rest.filter((entry) => entry !== mark)
  const kept = told.slice(-(MAX_TIMELINE_ENTRIES - 2))
  const before = Number(mark?.detail ?? 0)
  const left = told[told.length - kept.length - 1] ?? first
  const detail = String(before + told.length - kept.length)
  return [first, { at: left.at, event: 'shortened', detail }, ...kept]
}
