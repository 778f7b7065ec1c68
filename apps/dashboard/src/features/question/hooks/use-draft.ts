'use client'

import { useSyncExternalStore } from 'react'
import type { Question, QuestionSet } from '@specflow/workflow/schema'
import { EMPTY_DRAFT, draftOf, type Draft, type KeptDraft, type QuestionDraft } from '../draft.ts'
import { createDraftStore } from '../draft-store.ts'

const store = createDraftStore(() => window.sessionStorage)
const NONE: readonly KeptDraft[] = []

/** The draft for one question set. On the server, and so in the first paint, it is empty. */
export function useDraft(executionId: string, questionSet: QuestionSet) {
  const draft = useSyncExternalStore(
    store.subscribe,
    () => store.read(questionSet.id),
    () => EMPTY_DRAFT,
  )

  function change(part: Partial<Draft>) {
    store.write({ executionId, questionSet, draft: { ...store.read(questionSet.id), ...part } })
  }

  function changeQuestion(question: Question, part: Partial<QuestionDraft>) {
    const latest = store.read(questionSet.id)
    change({ questions: { ...latest.questions, [question.id]: { ...draftOf(question, latest), ...part } } })
  }

  return { draft, change, changeQuestion }
}

/** Every draft that this tab keeps for an execution, also for questions that are no longer open. */
export function useKeptDrafts(executionId: string): readonly KeptDraft[] {
  return useSyncExternalStore(
    store.subscribe,
    () => store.keptOf(executionId),
    () => NONE,
  )
}

/** After the answers arrived, or when they will never be needed again. */
export function forgetDraft(questionSetId: string): void {
  store.remove(questionSetId)
}
