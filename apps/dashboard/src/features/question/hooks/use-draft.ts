'use client'

import { useSyncExternalStore } from 'react'
import type { Question } from '@specflow/workflow/schema'
import { EMPTY_DRAFT, draftOf, type Draft, type QuestionDraft } from '../draft.ts'
import { createDraftStore } from '../draft-store.ts'

const store = createDraftStore(() => window.sessionStorage)

/** The draft for one question set. On the server, and so in the first paint, it is empty. */
export function useDraft(questionSetId: string) {
  const draft = useSyncExternalStore(
    store.subscribe,
    () => store.read(questionSetId),
    () => EMPTY_DRAFT,
  )

  function change(part: Partial<Draft>) {
    store.write(questionSetId, { ...store.read(questionSetId), ...part })
  }

  function changeQuestion(question: Question, part: Partial<QuestionDraft>) {
    const latest = store.read(questionSetId)
    change({ questions: { ...latest.questions, [question.id]: { ...draftOf(question, latest), ...part } } })
  }

  return { draft, change, changeQuestion }
}

/** After the answers arrived, or when they will never be needed again. */
export function forgetDraft(questionSetId: string): void {
  store.remove(questionSetId)
}
