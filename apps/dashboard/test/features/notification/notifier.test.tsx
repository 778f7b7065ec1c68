// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { summarize, type WorkflowExecution } from '@specflow/workflow/schema'
import { Notifier } from '../../../src/features/notification/components/notifier.tsx'
import { DEFAULT_SETTINGS, type Settings } from '../../../src/features/settings/settings.ts'
import { tellChangeListeners } from '../../../src/features/workflow/changes/change-listeners.ts'
import { pollsWhileHidden } from '../../../src/features/workflow/changes/hidden-polling.ts'
import { createServerClock } from '../../../src/lib/server-clock.ts'
import { ServerClockProvider } from '../../../src/lib/use-server-clock.tsx'
import { createFakeApi } from '../../support/fake-api.tsx'
import { execution } from '../../support/records.ts'

const push = vi.hoisted(() => vi.fn())
vi.mock('next/navigation', () => ({ usePathname: () => '/', useRouter: () => ({ push }) }))

const OPENED_MS = Date.parse('2026-01-01T00:00:10.000Z')
const LATER = '2026-01-01T00:00:20.000Z'

class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'granted'
  static shown: FakeNotification[] = []
  readonly title: string
  readonly options: NotificationOptions
  isClosed = false
  constructor(title: string, options: NotificationOptions) {
    super()
    this.title = title
    this.options = options
    FakeNotification.shown.push(this)
  }
  close() {
    this.isClosed = true
  }
}

/** Locks of a browser whose other tabs hold some already. */
function locksHeldElsewhere(...names: string[]) {
  const held = new Set(names)
  return {
    request: async (
      name: string,
      options: { ifAvailable?: boolean },
      callback: (lock: unknown) => unknown,
    ) => {
      if (options.ifAvailable && held.has(name)) return callback(null)
      held.add(name)
      await callback({ name })
      held.delete(name)
      return undefined
    },
    query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
  }
}

beforeEach(() => {
  FakeNotification.shown = []
  FakeNotification.permission = 'granted'
  vi.stubGlobal('Notification', FakeNotification)
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  Object.defineProperty(window, 'isSecureContext', { configurable: true, value: true })
  Object.defineProperty(navigator, 'locks', { configurable: true, value: locksHeldElsewhere() })
  window.localStorage.clear()
})
afterEach(() => {
  cleanup()
  push.mockReset()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function renderNotifier(settings: Partial<Settings> = { notifications: true }) {
  window.localStorage.setItem('specflow.settings', JSON.stringify({ ...DEFAULT_SETTINGS, ...settings }))
  const api = createFakeApi(() => undefined)
  render(
    <ServerClockProvider clock={createServerClock()} renderedAtMs={OPENED_MS}>
      <Notifier />
    </ServerClockProvider>,
    api,
  )
  return {
    change: async (part: Partial<WorkflowExecution>) => {
      tellChangeListeners(api.queryClient, [summarize(execution(part))])
      await act(() => new Promise((resolve) => setTimeout(resolve)))
    },
  }
}

const ended = (id: string): Partial<WorkflowExecution> => ({ id, status: 'completed', completedAt: LATER })
const asking = (id: string): Partial<WorkflowExecution> => ({
  id,
  status: 'waiting_for_input',
  questionSet: { id: 's', questions: [{ id: 'q1', question: 'Why?', options: [], multiSelect: false }] },
  timeline: [{ at: LATER, event: 'input_requested', attempt: 1 }],
})

it('shows an event once, however often its execution changes, and leads to it', async () => {
  const { change } = renderNotifier()
  const id = crypto.randomUUID()
  await change(ended(id))
  await change({ ...ended(id), revision: 8 })
  const [notification, ...others] = FakeNotification.shown
  expect(others).toEqual([])
  expect(notification).toMatchObject({ title: 'Completed · demo-ask', options: { body: 'Sample' } })
  notification?.dispatchEvent(new Event('click'))
  expect(push).toHaveBeenCalledExactlyOnceWith(`/executions/${id}`)
  expect(notification?.isClosed).toBe(true)
})

it('takes a question back that has been answered', async () => {
  const { change } = renderNotifier()
  const id = crypto.randomUUID()
  await change(asking(id))
  expect(FakeNotification.shown.map(({ isClosed }) => isClosed)).toEqual([false])
  await change({ id, status: 'running' })
  expect(FakeNotification.shown.map(({ isClosed }) => isClosed)).toEqual([true])
})

it('shows nothing that another tab shows, has shown, or has before the eyes of the person', async () => {
  const { change } = renderNotifier()
  const [taken, told, seen] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  Object.defineProperty(navigator, 'locks', {
    configurable: true,
    value: locksHeldElsewhere(
      `specflow.news ${taken} completed ${LATER}`,
      `specflow.seen /executions/${seen}`,
    ),
  })
  window.localStorage.setItem('specflow.news', JSON.stringify([`${told} completed ${LATER}`]))
  for (const id of [taken, told, seen]) await change(ended(id))
  expect(FakeNotification.shown).toEqual([])
})

it('goes on where what was stored is damaged, and keeps a bounded number of events', async () => {
  const { change } = renderNotifier()
  window.localStorage.setItem('specflow.news', '{"not":"a list"}')
  await change(ended(crypto.randomUUID()))
  expect(FakeNotification.shown).toHaveLength(1)
  window.localStorage.setItem('specflow.news', JSON.stringify(Array.from({ length: 100 }, String)))
  await change(ended(crypto.randomUUID()))
  expect(FakeNotification.shown).toHaveLength(2)
  expect(JSON.parse(window.localStorage.getItem('specflow.news') ?? '')).toHaveLength(100)
})

it.each([
  { settings: { notifications: true }, permission: 'granted', isOn: true, polls: true },
  { settings: { notifications: true, polling: 'looking' }, permission: 'granted', isOn: true, polls: false },
  { settings: { notifications: true }, permission: 'denied', isOn: false, polls: false },
  { settings: { notifications: false, sound: true }, permission: 'granted', isOn: false, polls: false },
] as const)('is on and polls in a hidden tab as set: %j', async ({ settings, permission, isOn, polls }) => {
  FakeNotification.permission = permission
  const { change } = renderNotifier(settings)
  expect(pollsWhileHidden()).toBe(polls)
  await change(ended(crypto.randomUUID()))
  expect(FakeNotification.shown).toHaveLength(isOn ? 1 : 0)
  cleanup()
  expect(pollsWhileHidden()).toBe(false)
})
