'use client'

import type { WorkflowExecution } from '@specflow/workflow/schema'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { TranscriptPlaceholder } from './transcript-placeholder.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { describeAbsence } from '../describe-absence.ts'
import { useTranscript } from '../hooks/use-transcript.ts'
import { TranscriptLogRegion } from './transcript-log-region.tsx'

/** What the agent said and did, followed while it goes on. */
export function TranscriptView({ execution }: { execution: WorkflowExecution }) {
  const { agent, id, status } = execution
  const isLive = status === 'running'
  const transcript = useTranscript({ id, isLive })
  const { log, error } = transcript
  return (
    <Panel title="Transcript" actions={<PanelFacts isLive={isLive} isDemo={agent === 'demo'} />}>
      {error !== undefined && (
        <div className="p-4">
          <RefusalNotice error={error} />
        </div>
      )}
      {log === undefined ? (
        error === undefined && <TranscriptPlaceholder label="Loading the transcript" />
      ) : log.entries.length === 0 && log.start === 0 ? (
        <EmptyState title={describeAbsence(status, log).title}>
          {describeAbsence(status, log).detail}
        </EmptyState>
      ) : (
        <TranscriptLogRegion executionId={id} isLive={isLive} transcript={{ ...transcript, log }} />
      )}
    </Panel>
  )
}

function PanelFacts({ isLive, isDemo }: { isLive: boolean; isDemo: boolean }) {
  return (
    <span className="flex items-center gap-3 text-xs text-ink-faint">
      {isDemo && <span className="text-attention">Made up; no model was asked</span>}
      {isLive && (
        <span className="flex items-center gap-1.5">
          <span aria-hidden className="size-1.5 animate-pulse rounded-full bg-active" />
          Live
        </span>
      )}
    </span>
  )
}
