'use client'

import { useSearchParams } from 'next/navigation'
import { readExecutionTab, type ExecutionTab } from '../execution-tabs.ts'

const PARAMETER = 'tab'

/**
 * The tab that the address names, so that a reload and a link keep it, and else the one that fits. Changing it adds
 * nothing to the browser's history: back leads to the page before.
 */
export function useExecutionTab(fitting: ExecutionTab): [ExecutionTab, (next: string) => void] {
  const chosen = readExecutionTab(useSearchParams().get(PARAMETER))
  return [chosen ?? fitting, choose]
}

function choose(next: string): void {
  const url = new URL(window.location.href)
  url.searchParams.set(PARAMETER, next)
  window.history.replaceState(null, '', url)
}
