// @vitest-environment happy-dom
import { focusManager } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { askWhenLookedAt } from '../../src/trpc/ask-when-looked-at.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

it('lets queries ask while the window has the focus, and as before once it is ended', () => {
  const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const focus = (next: boolean) => {
    hasFocus.mockReturnValue(next)
    window.dispatchEvent(new Event(next ? 'focus' : 'blur'))
  }
  const caughtUp = vi.fn()
  const unsubscribe = focusManager.subscribe(caughtUp)
  const end = askWhenLookedAt()
  expect(focusManager.isFocused()).toBe(true)
  focus(false)
  expect(focusManager.isFocused()).toBe(false)
  caughtUp.mockReset()
  focus(true)
  expect(caughtUp).toHaveBeenCalledExactlyOnceWith(true)
  focus(false)
  end()
  expect(focusManager.isFocused()).toBe(true)
  focus(false)
  expect(focusManager.isFocused()).toBe(true)
  unsubscribe()
})
