// @vitest-environment happy-dom
import { cleanup, fireEvent, render, renderHook, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ShortcutSheet } from '../../../src/features/shortcuts/components/shortcut-sheet.tsx'
import { useShortcuts } from '../../../src/features/shortcuts/hooks/use-shortcuts.ts'

afterEach(cleanup)

it('turns single keys off and on, here and in another tab, and remembers it', () => {
  const acted: string[] = []
  renderHook(() => {
    useShortcuts((action) => acted.push(action.type))
  })
  const view = render(<ShortcutSheet open onOpenChange={() => {}} />)
  const box = screen.getByRole('checkbox', { name: /Use single-key shortcuts/ })
  fireEvent.click(box)
  expect(window.localStorage.getItem('specflow.shortcuts')).toBe('off')
  expect(screen.getByRole('region', { name: 'Single keys' }).textContent).toContain('turned off')
  view.rerender(<ShortcutSheet open={false} onOpenChange={() => {}} />)
  fireEvent.keyDown(document.body, { key: 'n' })
  expect(acted).toEqual([])

  window.localStorage.clear()
  fireEvent(window, new StorageEvent('storage', { key: 'specflow.shortcuts', newValue: null }))
  fireEvent.keyDown(document.body, { key: 'n' })
  expect(acted).toEqual(['start'])
})
