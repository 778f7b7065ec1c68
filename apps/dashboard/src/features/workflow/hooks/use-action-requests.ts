'use client'

import { useEffect, useEffectEvent } from 'react'
import { onActionRequest } from '../action-requests.ts'
import type { ExecutionAction } from '../execution-actions.ts'

/** Calls back when another part of the page asks for a dialog of this execution. */
export function useActionRequests(executionId: string, listener: (action: ExecutionAction) => void): void {
  const onRequest = useEffectEvent(listener)
  useEffect(() => onActionRequest(executionId, onRequest), [executionId])
}
