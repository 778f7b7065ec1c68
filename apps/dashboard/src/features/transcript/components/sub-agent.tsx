'use client'

import { Fragment, type ReactNode } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { TranscriptPlaceholder } from './transcript-placeholder.tsx'
import { useTranscript, type TranscriptReference } from '../hooks/use-transcript.ts'
import { toRows, type TranscriptRow } from '../transcript-rows.ts'

/** How a row looks is for the caller to say: its own rows are of the same kind. */
export type RenderRow = (row: TranscriptRow, isLive: boolean) => ReactNode

interface SubAgentProps {
  executionId: string
  isLive: boolean
  agentId: string | undefined
  callId: string | undefined
  renderRow: RenderRow
}

/** The conversation of an agent that a call started, read once it is opened. */
export function SubAgent({ executionId, isLive, agentId, callId, renderRow }: SubAgentProps) {
  const named = agentId !== undefined ? { agentId } : callId !== undefined ? { callId } : undefined
  if (!named) return null
  return (
    <SubAgentLog
      key={JSON.stringify(named)}
      reference={{ id: executionId, isLive, ...named }}
      renderRow={renderRow}
    />
  )
}

interface SubAgentLogProps {
  reference: TranscriptReference
  renderRow: RenderRow
}

function SubAgentLog({ reference, renderRow }: SubAgentLogProps) {
  const { agentId, callId = '', isLive } = reference
  const { log, isLoadingOlder, loadOlder } = useTranscript(reference)
  if (!log) return <TranscriptPlaceholder label="Loading the sub-agent" />
  const rows = toRows(log.entries)
  return (
    <div role="group" aria-label="Sub-agent" className="rounded-lg border border-line bg-page px-1 py-1">
      <p className="px-2 py-1 text-xs font-medium text-ink-faint">Sub-agent</p>
      {log.start > 0 && (
        <Button size="small" look="quiet" disabled={isLoadingOlder} onClick={loadOlder}>
          Show what came before
        </Button>
      )}
      {rows.length === 0 && (
        <p className="px-2 py-1 text-xs text-ink-faint">
          {isLive ? 'It has said nothing yet.' : 'It left no transcript.'}
        </p>
      )}
      {rows.map((row) => (
        <Fragment key={row.key}>
          {renderRow({ ...row, key: `${agentId ?? callId} ${row.key}` }, isLive)}
        </Fragment>
      ))}
    </div>
  )
}
