'use client'

import { usePageBadge } from '../hooks/use-page-badge.ts'

/** Tells a person who looks elsewhere. Mounted once. */
export function Attention() {
  usePageBadge()
  return null
}
