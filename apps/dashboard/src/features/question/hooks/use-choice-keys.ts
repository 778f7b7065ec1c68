'use client'

import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isTyping } from '../../../lib/is-typing.ts'
import { focusQuestion } from '../focus-question.ts'

const CHOICE = '[role="radio"], [role="checkbox"]'

/**
 * Keys for the choices of the question that has the focus: a number takes the choice of that number, and Enter goes on to
 * the next question of those that still want an answer, and to the button after the last. `missing` has their ids.
 */
export function useChoiceKeys(formRef: RefObject<HTMLFormElement | null>, missing: readonly string[]): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target, key } = event
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(target)) return
    if (!(target instanceof HTMLElement)) return
    const question = target.closest<HTMLElement>('[data-question]')
    if (!question) return
    if (/^[1-9]$/.test(key)) takeChoice(question, Number(key))
    else if (key === 'Enter' && target.matches(CHOICE)) goOn(question, target, missing)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const form = formRef.current
    const listener = (event: KeyboardEvent) => onKey(event)
    form?.addEventListener('keydown', listener)
    return () => form?.removeEventListener('keydown', listener)
  }, [formRef])
}

function takeChoice(question: HTMLElement, number: number): void {
  const choice = question.querySelectorAll<HTMLElement>(CHOICE)[number - 1]
  if (!choice) return
  const isTaken = choice.getAttribute('aria-checked') === 'true'
  choice.focus()
  choice.click()
  // Own words are written next.
  if (!isTaken) choice.closest('[data-choice]')?.querySelector('textarea')?.focus()
}

function goOn(question: HTMLElement, choice: HTMLElement, missing: readonly string[]): void {
  const form = question.closest('form')
  if (!form) return
  const here = question.dataset.question
  const isFirstOfUntaken =
    choice.matches('[role="radio"]') && !question.querySelector('[aria-checked="true"]')
  if (isFirstOfUntaken) choice.click()
  const ids = [...form.querySelectorAll<HTMLElement>('[data-question]')].map(
    ({ dataset }) => dataset.question,
  )
  const at = ids.indexOf(here)
  const next = [...ids.slice(at + 1), ...ids.slice(0, at)].find(
    (id) => id !== undefined && missing.includes(id),
  )
  if (next === undefined) form.querySelector<HTMLElement>('[type="submit"]')?.focus()
  else focusQuestion(form, next)
}
