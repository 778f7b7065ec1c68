'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { addChangeListener, type ChangeListener } from '../changes/change-listeners.ts'

/** Calls back with the executions that changed, once for each change, also while the page is hidden and asks at all. */
export function useChangeListener(listener: ChangeListener): void {
  const queryClient = useQueryClient()
  const onChange = useEffectEvent(listener)
  useEffect(() => addChangeListener(queryClient, onChange), [queryClient])
}
