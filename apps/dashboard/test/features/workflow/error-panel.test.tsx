// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { EXECUTION_ERROR_CODES, type ExecutionErrorCode } from '@specflow/workflow/schema'
import { ErrorPanel } from '../../../src/features/workflow/components/error-panel.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { execution } from '../../support/records.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: () => undefined }) }))
afterEach(cleanup)

function renderError(code: string, more: object = {}) {
  const error = { code: code as ExecutionErrorCode, message: 'It said: no\u202e.', remedy: 'As ever.' }
  const api = createFakeApi(() => ({ brings: [], problems: [] }))
  render(<ErrorPanel execution={execution({ status: 'failed', error, ...more })} />, api)
  return within(screen.getByRole('region', { name: 'Error' }))
}

it.each(EXECUTION_ERROR_CODES)('%s is said in words, with what to do and a way to do it', (code) => {
  const panel = renderError(code)
  expect(panel.getByText(code)).toBeDefined()
  expect(panel.getByText('It said: no‹U+202E›.')).toBeDefined()
  expect(panel.getByText('What to do:').parentElement?.textContent.length).toBeGreaterThan(40)
  expect([...panel.queryAllByRole('button'), ...panel.queryAllByRole('link')].length).toBeGreaterThan(0)
})

it('leads to the page that can tell why there is no agent', () => {
  const link = renderError('AGENT_NOT_FOUND').getByRole('link', { name: 'Open the health page' })
  expect(link.getAttribute('href')).toBe('/health')
})

it.each([
  ['Try again', 'Retry demo-ask'],
  ['Change input and limit', 'Start demo-ask again'],
])('%s asks first', async (button, dialog) => {
  fireEvent.click(renderError('TIMED_OUT').getByRole('button', { name: button }))
  expect(await screen.findByRole('dialog', { name: dialog })).toBeDefined()
})

it('shows the words of the server for a code that it does not know, and offers nothing for a record of the earlier system', () => {
  expect(renderError('FROM_TOMORROW').getByText('What to do:').parentElement?.textContent).toContain(
    'As ever.',
  )
  cleanup()
  expect(renderError('AGENT_FAILED', { legacy: {} }).queryByRole('button')).toBeNull()
})
