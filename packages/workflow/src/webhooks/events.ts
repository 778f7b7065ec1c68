import { isTerminal, type Question, type WorkflowExecution } from '../schema/index.ts'
import type { WebhookEvent } from './port.ts'

/** Something that happened to an execution, as its record tells it. */
export interface ExecutionHappening {
  event: WebhookEvent
  /** The same for the same event, whenever it is derived: what a receiver knows a repetition by. */
  id: string
  at: string
  /** What was asked; absent where the record no longer tells. */
  questions?: readonly Question[]
  /** Of the questions that wait now. */
  questionSetId?: string
}

/** How much of an execution has been put into the outbox. */
export interface Mark {
  /** Question sets. */
  asked: number
  ended: boolean
}

export const NO_MARK: Mark = { asked: 0, ended: false }

/**
 * What happened to an execution after the mark, oldest first. It is derived from the record alone, so that nothing between the
 * record and the outbox can lose an event: whoever reads the record later finds the same ones, with the same ids.
 */
export function happeningsAfter(mark: Mark, execution: WorkflowExecution): ExecutionHappening[] {
  // What an earlier system left has ended there, before anybody could be told.
  if (mark.ended || execution.legacy !== undefined) return []
  const asked = askedSets(execution).slice(mark.asked)
  return isTerminal(execution.status) ? [...asked, endOf(execution)] : asked
}

export function markOf(execution: WorkflowExecution): Mark {
  return { asked: askedSets(execution).length, ended: isTerminal(execution.status) }
}

function askedSets(execution: WorkflowExecution): ExecutionHappening[] {
  const { answers, questionSet } = execution
  const times = execution.timeline.filter(({ event }) => event === 'input_requested').map(({ at }) => at)
  const total = answers.length + (isLastUnanswered(execution) ? 1 : 0)
  // A long timeline has lost its middle, never its end.
  const timeOf = (index: number) => times.at(index - total) ?? execution.startedAt
  const sets = answers.map(({ questions }, index) => ({ questions, ...asked(execution.id, index, timeOf) }))
  if (sets.length === total) return sets
  const last = asked(execution.id, answers.length, timeOf)
  const current = questionSet && { questions: questionSet.questions, questionSetId: questionSet.id }
  return [...sets, { ...last, ...current }]
}

function asked(executionId: string, index: number, timeOf: (index: number) => string): ExecutionHappening {
  return { event: 'waiting_for_input', id: idOf(executionId, `q${String(index + 1)}`), at: timeOf(index) }
}

/** A cancel takes the questions out of the record; the timeline still tells that there were some. */
function isLastUnanswered({ questionSet, status, timeline }: WorkflowExecution): boolean {
  if (questionSet !== undefined) return true
  if (status !== 'cancelled') return false
  const last = timeline.findLast(({ event }) => event === 'input_requested' || event === 'answered')
  return last?.event === 'input_requested'
}

function endOf(execution: WorkflowExecution): ExecutionHappening {
  const { cancelledAt, completedAt, id, status, updatedAt } = execution
  return {
    event: status as Exclude<WebhookEvent, 'waiting_for_input'>,
    id: idOf(id, 'end'),
    at: completedAt ?? cancelledAt ?? updatedAt,
  }
}

/** Without a full stop, which separates the parts of what is signed. */
function idOf(executionId: string, what: string): string {
  return `msg_${executionId.replaceAll('-', '')}_${what}`
}
