import { z } from 'zod'
import { extendTimeline } from '../../execution/timeline.ts'
import { timestampSchema, type TimelineEntry, type TimelineEvent } from '../../schema/index.ts'

/** What the step needs of version 1. It stays as it is when the schema of today moves on. */
const version1Schema = z.looseObject({
  status: z.string(),
  answers: z.array(z.looseObject({ answeredAt: timestampSchema })),
  runs: z.array(z.looseObject({ startedAt: timestampSchema, endedAt: timestampSchema.optional() })),
  output: z.looseObject({ status: z.string() }).optional(),
  error: z.looseObject({ code: z.string() }).optional(),
  startedAt: timestampSchema,
  updatedAt: timestampSchema,
  completedAt: timestampSchema.optional(),
  cancelledAt: timestampSchema.optional(),
  stop: z
    .looseObject({
      reason: z.string(),
      requestedAt: timestampSchema,
      signals: z.array(z.unknown()),
      survivors: z.array(z.looseObject({ pid: z.number() })),
      endedAt: timestampSchema.optional(),
    })
    .optional(),
})

type Version1 = z.infer<typeof version1Schema>

/** Version 2 has a timeline. It is put together from the times that the record has, and says nothing that they do not say. */
export function toVersion2(content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const record = version1Schema.parse(content)
  const told = [
    entry('accepted', record.startedAt),
    ...record.runs.flatMap((_, at) => tellRound(record, at)),
    ...tellStop(record),
    ...tellEnd(record),
  ]
  return { ...content, schemaVersion: 2, timeline: extendTimeline([], told) }
}

/** One run, and the question with which it ended, and the answer. */
function tellRound(record: Version1, at: number): TimelineEntry[] {
  const attempt = at + 1
  const run = record.runs[at]
  const answer = record.answers[at]
  if (!run) return []
  const isAsking = answer !== undefined || (attempt === record.runs.length && endedWithQuestion(record))
  const askedAt = run.endedAt ?? answer?.answeredAt ?? record.updatedAt
  return [
    entry('run_started', run.startedAt, { attempt }),
    ...(isAsking ? [entry('input_requested', askedAt, { attempt })] : []),
    ...(answer ? [entry('answered', answer.answeredAt)] : []),
  ]
}

/** A cancelled question leaves the output with which it was asked, and a receipt of a stop that had nothing to signal. */
function endedWithQuestion({ output, status, stop }: Version1): boolean {
  if (status === 'waiting_for_input') return true
  return status === 'cancelled' && output?.status === 'needs_input' && stop?.signals.length === 0
}

function tellStop(record: Version1): TimelineEntry[] {
  const { stop, updatedAt } = record
  const attempt = lastLiveAttempt(record)
  if (!stop || attempt === undefined) return []
  const requested = entry('stop_requested', stop.requestedAt, { attempt, detail: stop.reason })
  if (stop.endedAt !== undefined) return [requested]
  const detail = stop.survivors.map(({ pid }) => pid).join(', ')
  return [requested, entry('stop_unproven', updatedAt, { attempt, detail })]
}

function tellEnd(record: Version1): TimelineEntry[] {
  const { cancelledAt, completedAt, error, status } = record
  const attempt = lastLiveAttempt(record)
  const about = { ...(attempt !== undefined && { attempt }), ...(error && { detail: error.code }) }
  const at = status === 'cancelled' ? cancelledAt : completedAt
  if (at === undefined || !isEnd(status)) return []
  return [entry(status, at, about)]
}

function isEnd(status: string): status is 'completed' | 'failed' | 'cancelled' {
  return ['completed', 'failed', 'cancelled'].includes(status)
}

/** The run with which it ended or goes on; none where it last was queued or waiting. */
function lastLiveAttempt(record: Version1): number | undefined {
  const { answers, runs } = record
  return runs.length > answers.length && !endedWithQuestion(record) ? runs.length : undefined
}

function entry(
  event: TimelineEvent,
  at: string,
  about: Pick<TimelineEntry, 'attempt' | 'detail'> = {},
): TimelineEntry {
  return { at, event, ...about }
}
