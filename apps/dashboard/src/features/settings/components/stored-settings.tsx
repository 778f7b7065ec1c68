'use client'

import { Suspense, useSyncExternalStore } from 'react'
import { lazyOrNothing } from '../../../lib/lazy-or-nothing.ts'
import { readStoredText, subscribeToStoredText } from '../stored-text.ts'

const SettingsInForce = lazyOrNothing(async () => (await import('./settings-in-force.tsx')).SettingsInForce)

/** Puts the settings into force. A browser in which nobody has changed any loads nothing for them. */
export function StoredSettings() {
  const isAnySet = useSyncExternalStore(
    subscribeToStoredText,
    () => readStoredText() !== null,
    () => false,
  )
  if (!isAnySet) return null
  return (
    <Suspense>
      <SettingsInForce />
    </Suspense>
  )
}
