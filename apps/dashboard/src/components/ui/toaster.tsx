'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { isToasterWanted, subscribeToToasts } from '../../lib/toast.ts'

const ToastRegion = lazy(async () => {
  // Where it cannot be loaded it is not missed: a toast only confirms what the page itself shows.
  const loaded = await import('./toast-region.tsx').catch(() => undefined)
  return { default: loaded?.ToastRegion ?? (() => null) }
})

/** Confirms what the person did on this page; news of runs belongs to the pages themselves. */
export function Toaster() {
  const isWanted = useSyncExternalStore(subscribeToToasts, isToasterWanted, () => false)
  if (!isWanted) return null
  return (
    <Suspense>
      <ToastRegion />
    </Suspense>
  )
}
