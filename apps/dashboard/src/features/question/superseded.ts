import type { AnswerEntry, QuestionSet, WorkflowExecution } from '@specflow/workflow/schema'
import type { KeptDraft } from './draft.ts'
import { describeDraft, isTaken } from './unsent-draft.ts'

/** Questions that are no longer open, and that this tab has not answered. */
export interface Superseded {
  questionSet: QuestionSet
  /** What was put in for them; absent where nothing was, or where the answers that were taken say it all. */
  kept?: KeptDraft
  /** Whether their form stood on this page and went away. */
  wasShown: boolean
}

interface Known {
  /** The sets whose form stood on this page. */
  shown: readonly QuestionSet[]
  drafts: readonly KeptDraft[]
  /** The request ids with which this page sent answers. */
  sent: readonly string[]
  /** The sets that the person has seen to. */
  dismissed: readonly string[]
}

export function findSuperseded(
  { answers, questionSet: open }: WorkflowExecution,
  known: Known,
): Superseded[] {
  const ids = new Set([
    ...known.shown.map(({ id }) => id),
    ...known.drafts.map(({ questionSet: { id } }) => id),
  ])
  const entries = new Map(answers.map((entry) => [entry.questionSetId, entry]))
  // Round by round, and last what nobody answered.
  const inOrder = [...entries.keys(), ...[...ids].filter((id) => !entries.has(id))].filter((id) =>
    ids.has(id),
  )
  return inOrder.flatMap((id): Superseded[] => {
    const entry = entries.get(id)
    if (id === open?.id || known.dismissed.includes(id) || isOurs(entry, known.sent)) return []
    const shown = known.shown.find((set) => set.id === id)
    const draft = known.drafts.find((one) => one.questionSet.id === id)
    const isLost = draft && describeDraft(draft) !== '' && !(entry && isTaken(draft, entry))
    if (isLost) return [{ questionSet: draft.questionSet, kept: draft, wasShown: shown !== undefined }]
    // Without words that are lost, a cancel says all there is to say in the head of the page.
    return shown && entry ? [{ questionSet: shown, wasShown: true }] : []
  })
}

/** What happened to questions that are no longer open, and when. */
export function describeSupersession(
  execution: WorkflowExecution,
  questionSetId: string,
): { title: string; at: string; entry?: AnswerEntry } {
  const { answers, cancelledAt, completedAt, error, status, updatedAt } = execution
  const entry = answers.find((one) => one.questionSetId === questionSetId)
  if (entry) return { title: 'These questions were answered elsewhere', at: entry.answeredAt, entry }
  switch (status) {
    case 'cancelled':
      return { title: 'It was cancelled before these questions were answered', at: cancelledAt ?? updatedAt }
    case 'failed':
      return {
        title: `It failed before these questions were answered: ${error?.code ?? 'why is not known'}`,
        at: completedAt ?? updatedAt,
      }
    default:
      return { title: 'The agent no longer asks these questions', at: updatedAt }
  }
}

function isOurs(entry: AnswerEntry | undefined, sent: readonly string[]): boolean {
  return entry?.requestId !== undefined && sent.includes(entry.requestId)
}
