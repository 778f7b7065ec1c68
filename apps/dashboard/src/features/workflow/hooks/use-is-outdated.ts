'use client'

import { useState } from 'react'
import { useKeptChanges } from './use-kept-changes.ts'

/** Whether the server has other pages by now than the one that is open, which was of the first build that it named. */
export function useIsOutdated(): boolean {
  const current = useKeptChanges(({ build }) => build)
  const [own, setOwn] = useState(current)
  if (own === undefined && current !== undefined) setOwn(current)
  return own !== undefined && current !== undefined && current !== own
}
