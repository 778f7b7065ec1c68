import type { Transcript } from '@specflow/workflow/schema'

/** What is known of a transcript: one part of it without a gap, which grows at both ends. */
export type TranscriptLog = Transcript

/** What follows the log's end; where the answer is about another file than the log, it takes the log's place. */
export function appendPage(log: TranscriptLog | undefined, page: Transcript, after?: number): TranscriptLog {
  if (!log || after === undefined || page.sessionId !== log.sessionId || page.start !== after) return page
  if (page.end === log.end && page.size === log.size) return log
  return { ...log, size: page.size, end: page.end, entries: [...log.entries, ...page.entries] }
}

/** What comes before the log's start, if it is still the start. */
export function prependPage(log: TranscriptLog, page: Transcript, before: number): TranscriptLog {
  if (page.sessionId !== log.sessionId || page.end !== before) return page
  if (log.start !== before) return log
  return { ...log, size: page.size, start: page.start, entries: [...page.entries, ...log.entries] }
}
