import type { AnswerEntry, Question } from '@specflow/workflow/schema'
import { answerOf, draftOf, type Draft, type KeptDraft } from './draft.ts'

/** What somebody put into the form, as text to be read, copied or sent; empty where that is nothing. */
export function describeDraft({ questionSet, draft }: Omit<KeptDraft, 'executionId'>): string {
  const answers = questionSet.questions
    .map((question) => ({ question: question.question, said: saidTo(question, draft) }))
    .filter(({ said }) => said.length > 0)
    .map(({ question, said }) => [question, ...said].join('\n'))
  return [...answers, ...(draft.message.trim() === '' ? [] : [draft.message])].join('\n\n')
}

/** Whether the answers that were taken say all that the draft says, so that nothing of it is lost. */
export function isTaken({ questionSet, draft }: KeptDraft, { answers, message }: AnswerEntry): boolean {
  const everyAnswer = questionSet.questions.every((question) => {
    const taken = [answers[question.id] ?? []].flat()
    return saidTo(question, draft).every((text) => taken.includes(text))
  })
  return everyAnswer && (draft.message.trim() === '' || draft.message === message)
}

/** Words that were typed and then left for another choice are still somebody's words. */
function saidTo(question: Question, draft: Draft): string[] {
  const questionDraft = draftOf(question, draft)
  const chosen = answerOf(question, { ...questionDraft, ownWordsChosen: false }) ?? []
  const typed = questionDraft.ownWords.trim() === '' ? [] : questionDraft.ownWords
  return [...new Set([chosen, typed].flat())]
}
