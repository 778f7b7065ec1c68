/** The form of the open questions; an address that ends with it leads into the first one. */
export const QUESTIONS_ID = 'questions'

/**
 * Puts the focus where a question is answered: on the choice that is reached by tab, or in the field. A question whose
 * own words are announced but not written wants them.
 */
export function focusQuestion(form: HTMLElement, questionId: string | undefined): void {
  const field = [...form.querySelectorAll<HTMLElement>('[data-question]')].find(
    ({ dataset }) => dataset.question === questionId,
  )
  const control =
    field?.querySelector<HTMLElement>('[data-own-words-wanted] textarea') ??
    field?.querySelector<HTMLElement>('[role="radio"], [role="checkbox"], textarea')
  control?.focus()
}

/** Puts the focus into the first open question of the page; answers whether there is one. */
export function focusOpenQuestion(): boolean {
  const form = document.getElementById(QUESTIONS_ID)
  const first = form?.querySelector<HTMLElement>('[data-question]')
  if (!form || !first) return false
  focusQuestion(form, first.dataset.question)
  return true
}
