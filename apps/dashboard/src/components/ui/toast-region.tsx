'use client'

import { useTheme } from 'next-themes'
import { useEffect, type CSSProperties } from 'react'
import { toast, Toaster as Sonner } from 'sonner'
import { subscribeToToasts, takeToasts } from '../../lib/toast.ts'

/** The page's own colours and font, in the names that the library reads. */
const STYLE = {
  '--normal-bg': 'var(--surface)',
  '--normal-border': 'var(--line)',
  '--normal-text': 'var(--ink)',
  fontFamily: 'inherit',
} as CSSProperties

/** Where toasts are shown; it shows those that came before it, too. */
export function ToastRegion() {
  const { resolvedTheme } = useTheme()
  // The library forgets what comes before its region is there.
  useEffect(() => {
    showToasts()
    return subscribeToToasts(showToasts)
  }, [])
  return <Sonner theme={resolvedTheme === 'dark' ? 'dark' : 'light'} position="bottom-right" style={STYLE} />
}

function showToasts(): void {
  for (const { kind, text } of takeToasts()) toast[kind](text)
}
