'use client'

import { usePageBadge } from '../hooks/use-page-badge.ts'

/** Apart, so that a number in the tab renders nothing of the page. Mounted once. */
export function PageBadge() {
  usePageBadge()
  return null
}
