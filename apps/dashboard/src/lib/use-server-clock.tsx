'use client'

import { createContext, use, useSyncExternalStore, type ReactNode } from 'react'
import { createServerClock, type ServerClock } from './server-clock.ts'

interface ClockContext {
  clock: ServerClock
  /** When the server rendered the page: both renderings of the first paint show this moment. */
  renderedAtMs: number
}

const ServerClockContext = createContext<ClockContext>({ clock: createServerClock(), renderedAtMs: 0 })

export function ServerClockProvider({
  clock,
  renderedAtMs,
  children,
}: ClockContext & { children: ReactNode }) {
  return <ServerClockContext value={{ clock, renderedAtMs }}>{children}</ServerClockContext>
}

/** What `read` makes of the server's time, again every second; renders only when that changes. `read` must be cheap. */
export function useServerClock<Value extends string | number | boolean>(
  read: (nowMs: number) => Value,
): Value {
  const { clock, renderedAtMs } = use(ServerClockContext)
  return useSyncExternalStore(
    clock.subscribe,
    () => read(clock.now()),
    () => read(renderedAtMs),
  )
}

/** The server's time when it rendered the page. */
export function useRenderedAtMs(): number {
  return use(ServerClockContext).renderedAtMs
}
