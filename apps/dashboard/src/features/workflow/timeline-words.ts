import type { TimelineEntry, TimelineEvent } from '@specflow/workflow/schema'
import { lookUp, unknownWord } from '../../lib/look-up.ts'

interface EventWords {
  title: string
  tone: 'plain' | 'active' | 'good' | 'attention' | 'danger'
  /** What the detail of such an entry says, where it has one. */
  detail?: (detail: string) => string
}

const REASONS: Record<string, string> = {
  cancelled: 'A person cancelled it.',
  timed_out: 'Its time limit was reached.',
  lingered: 'It had given its result and did not end.',
  cost_limit: 'A cost limit was reached.',
}

const WORDS: Record<TimelineEvent, EventWords> = {
  accepted: { title: 'Accepted', tone: 'plain' },
  run_started: { title: 'Run started', tone: 'active' },
  input_requested: { title: 'Asked for input', tone: 'attention' },
  answered: { title: 'Answered', tone: 'active' },
  stop_requested: {
    title: 'Stop requested',
    tone: 'attention',
    detail: (reason) => lookUp(REASONS, reason, unknownWord),
  },
  stop_unproven: {
    title: 'Stop not proven',
    tone: 'danger',
    detail: (pids) => `Still alive: ${pids}.`,
  },
  completed: { title: 'Completed', tone: 'good' },
  failed: { title: 'Failed', tone: 'danger' },
  cancelled: { title: 'Cancelled', tone: 'plain' },
  taken_up: {
    title: 'Taken up by another server',
    tone: 'plain',
    detail: () => 'The server was started anew while the run was there.',
  },
  shortened: { title: 'Left out', tone: 'plain', detail: (number) => `${number} events that were here.` },
}

/** An entry as a person reads it; a page that is older than the server shows a name that it does not know. */
export function describeEvent({ event, detail }: TimelineEntry) {
  const words = lookUp<TimelineEvent, EventWords>(WORDS, event, () => ({
    title: unknownWord(event),
    tone: 'plain',
  }))
  const said = detail === undefined ? undefined : (words.detail?.(detail) ?? detail)
  return { title: words.title, tone: words.tone, ...(said !== undefined && { detail: said }) }
}
