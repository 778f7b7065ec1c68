'use client'

import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'

/** Confirms what the person did on this page; news of runs belongs to the pages themselves. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return <Sonner theme={resolvedTheme === 'dark' ? 'dark' : 'light'} position="bottom-right" closeButton />
}
