'use client'

import { useSyncExternalStore } from 'react'

const KEY = 'specflow.shortcuts'
const OFF = 'off'
const listeners = new Set<() => void>()
/** Where the browser keeps nothing, it holds as long as the page. */
let here: boolean | undefined

/** Whether single keys are shortcuts. Who speaks to the computer, or has them by accident, turns them off for this browser. */
export function useShortcutsOn(): [on: boolean, change: (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, readShortcutsOn, () => true), write]
}

function readShortcutsOn(): boolean {
  if (here !== undefined) return here
  try {
    return window.localStorage.getItem(KEY) !== OFF
  } catch {
    return true
  }
}

function write(on: boolean): void {
  here = on
  try {
    if (on) window.localStorage.removeItem(KEY)
    else window.localStorage.setItem(KEY, OFF)
  } catch {
    // It holds for this page.
  }
  for (const listener of listeners) listener()
}

/** Another tab may change it too. */
function subscribe(listener: () => void): () => void {
  function changedElsewhere({ key }: StorageEvent) {
    if (key !== KEY && key !== null) return
    here = undefined
    listener()
  }
  listeners.add(listener)
  window.addEventListener('storage', changedElsewhere)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', changedElsewhere)
  }
}
