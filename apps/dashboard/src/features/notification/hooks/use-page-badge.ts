'use client'

import { useEffect } from 'react'
import { useExecutionCounts } from '../../workflow/hooks/use-execution-counts.ts'
import { keepFaviconCount } from '../badge/favicon-count.ts'
import { keepTitleCount } from '../badge/title-count.ts'

/** Shows in the tab, by its title and its icon, how many executions wait for an answer. */
export function usePageBadge(): void {
  const waiting = useExecutionCounts()?.waiting_for_input ?? 0
  useEffect(() => {
    if (waiting === 0) return
    const takeAway = [keepTitleCount(waiting), keepFaviconCount(waiting)]
    return () => {
      for (const remove of takeAway) remove()
    }
  }, [waiting])
}
