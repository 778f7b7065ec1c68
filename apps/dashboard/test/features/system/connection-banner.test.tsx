// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ConnectionBanner } from '../../../src/features/system/components/connection-banner.tsx'
import { useHealth } from '../../../src/features/system/hooks/use-health.ts'
import { ApiProvider } from '../../../src/trpc/provider.tsx'

const health = {
  ok: true,
  version: '0.1.0',
  pid: 1,
  agent: { kind: 'claude' },
  stateDirectory: '/',
  runs: { active: 0, queued: 0 },
  problems: [],
}

let answer: () => Response
const fetchCalls = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  fetchCalls.mockClear()
  vi.stubGlobal('fetch', () => {
    fetchCalls()
    return Promise.resolve().then(() => answer())
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const up = () => Response.json({ result: { data: health } })
const down = () => {
  throw new TypeError('fetch failed')
}

function Version() {
  return <p>version {useHealth().data?.version}</p>
}

it('says since when the server is away, keeps the last data, and goes when it is back', async () => {
  answer = up
  render(
    <ApiProvider renderedAtMs={Date.now()}>
      <ConnectionBanner />
      <Version />
    </ApiProvider>,
  )
  await pass(0)
  expect(screen.getByText('version 0.1.0')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()

  answer = down
  await pass(31_000)
  expect(screen.getByRole('alert').textContent).toMatch(/Server not reachable since \d/)
  expect(screen.getByText('version 0.1.0')).toBeDefined()

  answer = up
  await pass(36_000)
  expect(screen.queryByRole('alert')).toBeNull()
})

it('takes an answer that is not of the API for none', async () => {
  answer = () => new Response('starting', { status: 503 })
  render(
    <ApiProvider renderedAtMs={Date.now()}>
      <ConnectionBanner />
      <Version />
    </ApiProvider>,
  )
  await pass(0)
  expect(screen.getByRole('alert')).toBeDefined()
})

it('asks at once when told to', async () => {
  answer = down
  render(
    <ApiProvider renderedAtMs={Date.now()}>
      <ConnectionBanner />
      <Version />
    </ApiProvider>,
  )
  await pass(20_000)
  answer = up
  act(() => {
    screen.getByRole('button', { name: 'Try now' }).click()
  })
  await pass(0)
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('version 0.1.0')).toBeDefined()
})
