'use client'

import { useSyncExternalStore } from 'react'
import { pollingPace, subscribeToPollingPace, type PollingPace } from './polling-pace.ts'

/** Renders again when the pace is another: a timer is set by what holds when it is set. */
export function usePollingPace(): PollingPace {
  return useSyncExternalStore(subscribeToPollingPace, pollingPace, () => 'normal')
}
