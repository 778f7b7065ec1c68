'use client'

import { useTheme } from 'next-themes'
import type { CSSProperties } from 'react'
import { Toaster as Sonner } from 'sonner'

/** The page's own colours and font, in the names that the library reads. */
const STYLE = {
  '--normal-bg': 'var(--surface)',
  '--normal-border': 'var(--line)',
  '--normal-text': 'var(--ink)',
  fontFamily: 'inherit',
} as CSSProperties

/** Confirms what the person did on this page; news of runs belongs to the pages themselves. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return <Sonner theme={resolvedTheme === 'dark' ? 'dark' : 'light'} position="bottom-right" style={STYLE} />
}
