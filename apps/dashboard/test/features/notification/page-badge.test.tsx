// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PageBadge } from '../../../src/features/notification/components/page-badge.tsx'
import { CHANGES_KEY } from '../../../src/features/workflow/hooks/changes-key.ts'
import { createFakeApi } from '../../support/fake-api.tsx'

beforeEach(() => {
  document.head.innerHTML = '<title>History</title><link rel="icon" href="/icon.svg" />'
})
afterEach(cleanup)

const icon = () => document.head.querySelector('link')?.getAttribute('href')

function renderBadge() {
  const api = createFakeApi(() => undefined)
  const wait = (waiting_for_input: number) =>
    act(async () => {
      api.queryClient.setQueryData(CHANGES_KEY, { counts: { queued: 0, running: 0, waiting_for_input } })
      await Promise.resolve()
    })
  render(<PageBadge />, api)
  return { wait }
}

it('leaves title and icon alone while nothing waits', async () => {
  const { wait } = renderBadge()
  await wait(0)
  expect(document.title).toBe('History')
  expect(icon()).toBe('/icon.svg')
})

it('counts in front of the title and on the icon, and takes it away without asking for the icon again', async () => {
  const { wait } = renderBadge()
  await wait(2)
  await vi.waitFor(() => {
    expect(document.title).toBe('(2) History')
  })
  expect(decodeURIComponent(icon() ?? '')).toMatch(/^data:image\/svg\+xml,.*>2<\/text>/)
  await wait(12)
  await vi.waitFor(() => {
    expect(document.title).toBe('(12) History')
  })
  expect(decodeURIComponent(icon() ?? '')).toContain('>9+</text>')
  await wait(0)
  await vi.waitFor(() => {
    expect(document.title).toBe('History')
  })
  expect(icon()).toMatch(/^data:/)
  expect(decodeURIComponent(icon() ?? '')).not.toContain('<text')
})

it('keeps the number when the page changes its title and its icon, also a title that looks like it', async () => {
  const { wait } = renderBadge()
  await wait(1)
  document.head.innerHTML = '<title>(3) pigs</title><link rel="icon" href="/icon.svg" />'
  await vi.waitFor(() => {
    expect(document.title).toBe('(1) (3) pigs')
  })
  expect(icon()).toMatch(/^data:/)
  await wait(0)
  await vi.waitFor(() => {
    expect(document.title).toBe('(3) pigs')
  })
})
