// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import { Profiler } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { summarize, type ExecutionSummary } from '@specflow/workflow/schema'
import { setPollsWhileHidden } from '../../../src/features/workflow/changes/hidden-polling.ts'
import { ChangesPoller } from '../../../src/features/workflow/components/changes-poller.tsx'
import { ExecutionRows } from '../../../src/features/workflow/components/execution-rows.tsx'
import { useChangeListener } from '../../../src/features/workflow/hooks/use-change-listener.ts'
import { useExecution } from '../../../src/features/workflow/hooks/use-execution.ts'
import { useExecutionCounts } from '../../../src/features/workflow/hooks/use-execution-counts.ts'
import { setPollingPace } from '../../../src/lib/polling-pace.ts'
import { askAgain } from '../../../src/trpc/ask-again.ts'
import { createFakeApi, noAnswer } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') })
})
afterEach(() => {
  cleanup()
  setPollsWhileHidden(false)
  setPollingPace('normal')
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** A server whose only execution is `current`; it tells a change when the revision is another than it told before. */
function createServer() {
  const server = {
    current: summarize(execution({ completedAt: '2026-01-01T00:00:00.000Z', status: 'completed' })),
    isReset: false,
    isAway: false,
  }
  let told = server.current
  const api = createFakeApi(({ path, input }) => {
    if (server.isAway) throw noAnswer()
    if (path === 'workflow.list') {
      return { executions: [server.current], nextCursor: null, unreadable: [] }
    }
    if (path === 'workflow.status') return execution({ ...server.current })
    const isNews = told !== server.current
    told = server.current
    const since = (input as { since?: string }).since
    return {
      cursor: String(server.current.revision),
      isReset: server.isReset,
      executions: isNews && since !== undefined ? [server.current] : [],
      removedIds: [],
      counts: { queued: 0, running: server.current.status === 'running' ? 1 : 0, waiting_for_input: 0 },
      build: 'build-1',
    }
  })
  const callsOf = (path: string) => api.calls.filter((call) => call.path === path).length
  const move = (part: Partial<ExecutionSummary>) => {
    server.current = { ...server.current, ...part, revision: server.current.revision + 1 }
  }
  return { server, api, callsOf, move }
}

function hide(isHidden: boolean) {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isHidden ? 'hidden' : 'visible')
  act(() => {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  })
}

it('renders nothing for a poll without a change, and a change in place without reading the list again', async () => {
  const { api, callsOf, move } = createServer()
  const renders = vi.fn()
  render(
    <>
      <ChangesPoller />
      <Profiler id="list" onRender={renders}>
        <ExecutionRows filter={{}} showProject empty="Nothing" />
      </Profiler>
    </>,
    api,
  )
  await pass(100)
  expect(screen.getByText('Completed')).toBeDefined()
  const before = { polls: callsOf('workflow.changes'), lists: callsOf('workflow.list') }
  renders.mockClear()
  await pass(30_000)
  expect(callsOf('workflow.changes')).toBeGreaterThanOrEqual(before.polls + 5)
  expect(renders).not.toHaveBeenCalled()
  move({ status: 'failed' })
  await pass(5_100)
  expect(screen.getByText('Failed')).toBeDefined()
  expect(callsOf('workflow.list')).toBe(before.lists)
})

it('asks every second while something runs, and every five when nothing does', async () => {
  const { api, callsOf, move } = createServer()
  render(<ChangesPoller />, api)
  await pass(100)
  const idle = callsOf('workflow.changes')
  await pass(10_000)
  expect(callsOf('workflow.changes') - idle).toBe(2)
  move({ status: 'running' })
  await pass(5_000)
  const running = callsOf('workflow.changes')
  await pass(10_000)
  expect(callsOf('workflow.changes') - running).toBeGreaterThanOrEqual(9)
})

it('asks a third as often at a calm pace, from the moment on at which it is chosen', async () => {
  const { api, callsOf, move } = createServer()
  render(<ChangesPoller />, api)
  move({ status: 'running' })
  await pass(6_000)
  act(() => {
    setPollingPace('calm')
  })
  const before = callsOf('workflow.changes')
  await pass(30_000)
  expect(callsOf('workflow.changes') - before).toBe(10)
  act(() => {
    setPollingPace('normal')
  })
  await pass(1_100)
  expect(callsOf('workflow.changes') - before).toBe(11)
})

it('tells listeners each change once, counts, and reads a status that is older than its execution', async () => {
  const { api, callsOf, move } = createServer()
  const told = vi.fn()
  function Listeners() {
    useChangeListener((changed) => changed.forEach(({ revision }) => void told(revision)))
    const { data } = useExecution(EXECUTION_ID)
    return `${String(useExecutionCounts()?.running)} running, shown ${String(data?.revision)}`
  }
  const { container } = render(
    <>
      <ChangesPoller />
      <Listeners />
    </>,
    api,
  )
  await pass(100)
  expect(container.textContent).toBe('0 running, shown 1')
  const statuses = callsOf('workflow.status')
  move({ status: 'running' })
  await pass(5_200)
  expect(container.textContent).toBe('1 running, shown 2')
  expect(callsOf('workflow.status')).toBeGreaterThan(statuses)
  await pass(3_000)
  expect(told.mock.calls).toEqual([[2]])
})

it('reads everything again when what changed cannot be told', async () => {
  const { server, api, callsOf } = createServer()
  render(
    <>
      <ChangesPoller />
      <ExecutionRows filter={{}} showProject empty="Nothing" />
    </>,
    api,
  )
  await pass(100)
  const lists = callsOf('workflow.list')
  server.isReset = true
  await pass(5_100)
  expect(callsOf('workflow.list')).toBe(lists + 1)
})

it('asks for nothing while the page is hidden, and at once when it is seen again', async () => {
  const { api, callsOf, move } = createServer()
  render(
    <>
      <ChangesPoller />
      <ExecutionRows filter={{}} showProject empty="Nothing" />
    </>,
    api,
  )
  await pass(100)
  hide(true)
  const calls = api.calls.length
  move({ status: 'failed' })
  await pass(600_000)
  expect(api.calls).toHaveLength(calls)
  hide(false)
  await pass(100)
  expect(callsOf('workflow.changes')).toBeGreaterThan(0)
  expect(screen.getByText('Failed')).toBeDefined()
})

it('asks in a hidden page with notifications once in 15 s what changed, and nothing else, also when the server comes back', async () => {
  const { server, api, move } = createServer()
  setPollsWhileHidden(true)
  render(
    <>
      <ChangesPoller />
      <ExecutionRows filter={{}} showProject empty="Nothing" />
    </>,
    api,
  )
  await pass(100)
  hide(true)
  api.calls.length = 0
  await pass(14_900)
  expect(api.calls).toEqual([])
  for (let round = 1; round <= 4; round += 1) {
    move({ id: crypto.randomUUID(), status: 'running' })
    await pass(15_000)
    expect(api.calls.map(({ path }) => path)).toEqual(Array(round).fill('workflow.changes'))
  }
  server.isAway = true
  await pass(60_000)
  server.isAway = false
  await act(() => askAgain(api.queryClient))
  await pass(60_000)
  expect(new Set(api.calls.map(({ path }) => path))).toEqual(new Set(['workflow.changes']))
  expect(api.calls.length).toBeLessThanOrEqual(4 + 8)
  expect(api.calls.length).toBeGreaterThan(6)
})

it('asks less and less often while the server does not answer', async () => {
  const { server, api } = createServer()
  render(<ChangesPoller />, api)
  await pass(100)
  server.isAway = true
  api.calls.length = 0
  await pass(5_000 + 1_000 + 2_000 + 5_000 + 10_000 + 500)
  expect(api.calls).toHaveLength(5)
})
