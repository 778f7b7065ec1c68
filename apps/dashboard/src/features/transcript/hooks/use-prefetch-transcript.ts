'use client'

import { useCallback } from 'react'
import { trpc } from '../../../trpc/client.ts'

/** Asks for the first part of a transcript before it is shown, as when its tab is pointed at. */
export function usePrefetchTranscript(id: string): () => void {
  const utils = trpc.useUtils()
  return useCallback(() => void utils.workflow.transcript.prefetch({ id }), [id, utils])
}
