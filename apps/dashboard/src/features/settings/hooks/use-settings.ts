'use client'

import { useSyncExternalStore } from 'react'
import { DEFAULT_SETTINGS, readSettings, type Settings } from '../settings.ts'
import { subscribeToStoredText } from '../stored-text.ts'

/** What the person has set in this browser; what is set by default until the page has woken up. */
export function useSettings(): Settings {
  return useSyncExternalStore(subscribeToStoredText, readSettings, () => DEFAULT_SETTINGS)
}
