import { isLive, type State } from './state.ts'

/** What can be seen from outside: in the files of the records, and of the processes. */
export interface Seen {
  records: readonly SeenRecord[]
  /** Labels of the executions of which a process is alive. */
  live: readonly string[]
}

export interface SeenRecord {
  label: string
  lane: string
  status: string
  runs: number
  /** Labels of the answers, in their order. */
  answers: readonly string[]
  costCents?: number
  error?: string
}

/** The state as it would be seen. */
export function appearanceOf({ executions }: State): Seen {
  const records = executions.map(({ answers, costCents, error, label, lane, runs, status }) => ({
    label,
    lane,
    status,
    runs,
    answers: answers.map((answered) => answered.label),
    ...(costCents !== undefined && { costCents }),
    ...(error !== undefined && { error }),
  }))
  const live = executions.filter(({ process }) => isLive(process)).map(({ label }) => label)
  return sorted({ records, live })
}

export function sorted({ live, records }: Seen): Seen {
  return {
    records: [...records].sort((a, b) => (a.label < b.label ? -1 : 1)),
    live: [...live].sort(),
  }
}
