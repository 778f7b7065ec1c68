'use client'

import { useRef } from 'react'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { isTransient } from '../../../trpc/refusal.ts'
import { QuestionPanel } from '../../question/components/question-panel.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { isStopProven } from '../execution-facts.ts'
import { useExecution } from '../hooks/use-execution.ts'
import { ErrorPanel } from './error-panel.tsx'
import { ExecutionDetails } from './execution-details.tsx'
import { ExecutionHeader } from './execution-header.tsx'
import { ExecutionTabPanels } from './execution-tab-panels.tsx'
import { StopLadder } from './stop-ladder.tsx'
import { StopReceiptPanel } from './stop-receipt-panel.tsx'

/** Everything about one execution, kept up to date. */
export function ExecutionView({ id }: { id: string }) {
  const { data: execution, error } = useExecution(id)
  const headingRef = useRef<HTMLHeadingElement>(null)
  // Without an answer the last data stays, and the banner on top of the page says how old it is.
  const refusal = error && !isTransient(error) ? <RefusalNotice error={error} /> : null
  if (!execution) return refusal ?? <LoadingLines label="Loading the execution" />

  // What was just used, a form or a dialog, is gone: the person goes on at the top, where the new state stands.
  const focusHeading = () => headingRef.current?.focus()
  return (
    <div className="space-y-5">
      {refusal}
      <ExecutionHeader execution={execution} headingRef={headingRef} onCancelClosed={focusHeading} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-5">
          <QuestionPanel execution={execution} onAnswered={focusHeading} />
          <ErrorPanel execution={execution} />
          {execution.stopProgress && (
            <Panel title="Being stopped" tone="attention">
              <div className="px-4 py-3">
                <StopLadder progress={execution.stopProgress} />
              </div>
            </Panel>
          )}
          {!isStopProven(execution) && <StopReceiptPanel execution={execution} />}
          <ExecutionTabPanels execution={execution} />
        </div>
        <ExecutionDetails execution={execution} />
      </div>
    </div>
  )
}
