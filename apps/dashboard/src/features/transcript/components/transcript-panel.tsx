'use client'

import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'
import { TranscriptPlaceholder } from './transcript-placeholder.tsx'
import { usePrefetchTranscript } from '../hooks/use-prefetch-transcript.ts'

/** The agent's conversation in an execution. What shows it is large and is loaded when it is needed. */
export function TranscriptPanel({ execution }: { execution: WorkflowExecution }) {
  const prefetch = usePrefetchTranscript(execution.id)
  // Beside the code, not after it.
  useEffect(prefetch, [prefetch])
  return <TranscriptView execution={execution} />
}

const TranscriptView = dynamic(
  orNotLoaded(() => import('./transcript-view.tsx').then((module) => module.TranscriptView)),
  { ssr: false, loading: () => <TranscriptPlaceholder label="Loading the transcript" /> },
)
