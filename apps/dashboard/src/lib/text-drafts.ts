'use client'

import { useSyncExternalStore } from 'react'
import { ifAllowed } from './if-allowed.ts'

const PREFIX = 'specflow.text.'
const drafts = new Map<string, string>()
const listeners = new Set<() => void>()

/**
 * A text that somebody is typing, by a key of its own: kept over a closed dialog, a refusal and a reload. `initial` is
 * what stands there before anything was typed, and on the server.
 */
export function useTextDraft(key: string, initial = ''): [text: string, change: (text: string) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => readDraft(key) ?? initial,
    () => initial,
  )
  return [
    text,
    (next) => {
      writeDraft(key, next)
    },
  ]
}

/** Puts more text below what is there already, once. */
export function appendTextDraft(key: string, text: string): void {
  const written = readDraft(key) ?? ''
  if (!written.includes(text)) writeDraft(key, written.trim() === '' ? text : `${written}\n\n${text}`)
}

/** When it has been sent. */
export function forgetTextDraft(key: string): void {
  drafts.delete(key)
  ifAllowed(() => {
    window.sessionStorage.removeItem(PREFIX + key)
  })
  notify()
}

function readDraft(key: string): string | undefined {
  return drafts.get(key) ?? ifAllowed(() => window.sessionStorage.getItem(PREFIX + key)) ?? undefined
}

function writeDraft(key: string, text: string): void {
  drafts.set(key, text)
  ifAllowed(() => {
    window.sessionStorage.setItem(PREFIX + key, text)
  })
  notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify() {
  for (const listener of listeners) listener()
}
