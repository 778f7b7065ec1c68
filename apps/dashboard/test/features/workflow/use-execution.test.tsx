// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useCancel } from '../../../src/features/workflow/hooks/use-cancel.ts'
import { useExecution } from '../../../src/features/workflow/hooks/use-execution.ts'
import { createFakeApi, noAnswer, refusal } from '../../support/fake-api.tsx'
import { EXECUTION_ID, execution } from '../../support/records.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** One interval and the few ms that React Query takes to tell its observers. */
const ONE_POLL_MS = 1_050

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('polls a running execution and stops when it has ended', async () => {
  const records = [execution(), execution({ revision: 2 }), execution({ revision: 3, status: 'completed' })]
  const api = createFakeApi(() => records[Math.min(api.calls.length, records.length) - 1])
  const { result } = renderHook(() => useExecution(EXECUTION_ID), api)
  await pass(0)
  expect(result.current.data?.revision).toBe(1)
  await pass(ONE_POLL_MS)
  expect(result.current.data?.revision).toBe(2)
  await pass(ONE_POLL_MS)
  expect(result.current.data?.status).toBe('completed')
  await pass(3_600_000)
  expect(api.calls).toHaveLength(3)
})

it('ignores an answer that is older than what is shown', async () => {
  const records = [
    execution({ revision: 7 }),
    execution({ revision: 6, status: 'queued' }),
    execution({ revision: 8 }),
  ]
  const api = createFakeApi(() => records[Math.min(api.calls.length, records.length) - 1])
  const { result } = renderHook(() => useExecution(EXECUTION_ID), api)
  await pass(0)
  await pass(ONE_POLL_MS)
  expect(api.calls).toHaveLength(2)
  expect(result.current.data).toMatchObject({ revision: 7, status: 'running' })
  await pass(ONE_POLL_MS)
  expect(result.current.data?.revision).toBe(8)
})

it('does not let a poll that was sent before a cancel undo it', async () => {
  let answerLate: (record: unknown) => void = () => {}
  const late = new Promise<unknown>((resolve) => {
    answerLate = resolve
  })
  const api = createFakeApi(({ path }) => {
    if (path === 'workflow.cancel') return execution({ revision: 9, status: 'cancelled' })
    return api.calls.length === 1 ? execution({ revision: 4 }) : late
  })
  const { result } = renderHook(() => ({ status: useExecution(EXECUTION_ID), cancel: useCancel() }), api)
  await pass(0)
  await pass(ONE_POLL_MS)
  act(() => {
    result.current.cancel.mutate({ id: EXECUTION_ID })
  })
  await pass(0)
  expect(result.current.status.data?.status).toBe('cancelled')
  answerLate(execution({ revision: 5 }))
  await pass(0)
  expect(result.current.status.data?.status).toBe('cancelled')
})

it('keeps the last data while the server does not answer, and asks less and less often', async () => {
  const api = createFakeApi(() => {
    if (api.calls.length === 1) return execution()
    throw noAnswer()
  })
  const { result } = renderHook(() => useExecution(EXECUTION_ID), api)
  await pass(0)
  await pass(ONE_POLL_MS)
  await pass(60_000)
  // After 1, 2, 5, 10 and 30 s with up to a fifth more.
  expect(api.calls.length).toBeGreaterThanOrEqual(6)
  expect(api.calls.length).toBeLessThanOrEqual(8)
  expect(result.current.data?.revision).toBe(1)
})

it('does not ask again for what the server says is not there any more', async () => {
  const api = createFakeApi(() => {
    if (api.calls.length === 1) return execution()
    throw refusal('EXECUTION_NOT_FOUND', 'There is no such execution.')
  })
  const { result } = renderHook(() => useExecution(EXECUTION_ID), api)
  await pass(0)
  await pass(3_600_000)
  expect(result.current.error?.message).toBe('There is no such execution.')
  expect(api.calls).toHaveLength(2)
})

it('pauses in a hidden tab', async () => {
  const api = createFakeApi(() => execution())
  renderHook(() => useExecution(EXECUTION_ID), api)
  await pass(0)
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  await pass(60_000)
  expect(api.calls).toHaveLength(1)
  visibility.mockRestore()
  await pass(ONE_POLL_MS)
  expect(api.calls.length).toBeGreaterThan(1)
})
