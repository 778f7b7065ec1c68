// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { QuestionForm } from '../../../src/features/question/components/question-form.tsx'
import { EXECUTION_ID, questionSet } from '../../support/records.ts'

afterEach(cleanup)

function renderForm() {
  const set = questionSet(crypto.randomUUID())
  render(
    <QuestionForm
      executionId={EXECUTION_ID}
      questionSet={set}
      pending={false}
      isShut={false}
      onSubmit={() => undefined}
    />,
  )
}

const find = (role: 'radio' | 'checkbox' | 'textbox' | 'button', name: string) =>
  screen.getByRole(role, { name })
const isChecked = (role: 'radio' | 'checkbox', name: string) =>
  find(role, name).getAttribute('aria-checked') === 'true'
const press = (key: string, modifiers = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...modifiers })

it('chooses by number in the question that has the focus, and goes to the field of own words', () => {
  renderForm()
  press('1')
  find('checkbox', 'Linux').focus()
  press('2')
  expect(isChecked('checkbox', 'macOS, arm')).toBe(true)
  expect(document.activeElement).toBe(find('checkbox', 'macOS, arm'))
  press('2')
  expect(isChecked('checkbox', 'macOS, arm')).toBe(false)
  press('9')
  find('radio', 'PostgreSQL').focus()
  press('2')
  expect(isChecked('radio', 'SQLite')).toBe(true)
  expect(isChecked('radio', 'PostgreSQL')).toBe(false)
  press('3')
  expect(document.activeElement).toBe(find('textbox', 'Other answer to: Which database?'))
})

it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])(
  'leaves %j and a number to others',
  (held) => {
    renderForm()
    find('radio', 'PostgreSQL').focus()
    press('2', held)
    expect(isChecked('radio', 'SQLite')).toBe(false)
  },
)

it('writes a number where somebody types', () => {
  renderForm()
  find('textbox', 'Other answer to: Which database?').focus()
  expect(press('1')).toBe(true)
  expect(isChecked('radio', 'PostgreSQL')).toBe(false)
})

it('goes on by Enter to what has no answer, and to the button after the last', () => {
  renderForm()
  find('radio', 'PostgreSQL').focus()
  press('Enter')
  expect(isChecked('radio', 'PostgreSQL')).toBe(true)
  expect(document.activeElement).toBe(find('checkbox', 'Linux'))
  press('1')
  press('Enter')
  expect(document.activeElement).toBe(find('textbox', 'What is it called?'))
  fireEvent.change(find('textbox', 'What is it called?'), { target: { value: 'Atlas' } })
  find('checkbox', 'Linux').focus()
  press('Enter')
  expect(document.activeElement).toBe(find('button', 'Send answers'))
})

it('moves between checkboxes by arrows and leaves them as they are', () => {
  renderForm()
  find('checkbox', 'Linux').focus()
  press('ArrowDown')
  expect(document.activeElement).toBe(find('checkbox', 'macOS, arm'))
  press('ArrowUp')
  expect(document.activeElement).toBe(find('checkbox', 'Linux'))
  expect(isChecked('checkbox', 'Linux')).toBe(false)
})
