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
