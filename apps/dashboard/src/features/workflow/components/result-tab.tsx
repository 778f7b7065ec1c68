'use client'

import dynamic from 'next/dynamic'
import { isTerminal, type WorkflowExecution } from '@specflow/workflow/schema'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'
import { lookUp, unknownWord } from '../../../lib/look-up.ts'
import { useChanges } from '../../diff/hooks/use-changes.ts'
import { useOpenFiles } from '../../diff/hooks/use-open-files.ts'
import { AnswerHistory } from '../../question/components/answer-history.tsx'
import { isStopProven } from '../execution-facts.ts'
import { ResultPanel } from './result-panel.tsx'
import { StopReceiptPanel } from './stop-receipt-panel.tsx'

const ChangesPanel = dynamic(
  orNotLoaded(() => import('../../diff/components/changes-panel.tsx').then((module) => module.ChangesPanel)),
  { ssr: false, loading: () => <LoadingLines label="Looking at what changed" /> },
)

/** What came of it: what the agent said, what changed in the folder, what it was told on the way, and the proof of a stop. */
export function ResultTab({ execution }: { execution: WorkflowExecution }) {
  const { id, legacy, output, runs, status } = execution
  const changes = useChanges(execution)
  const openFiles = useOpenFiles()
  return (
    <>
      {output && isTerminal(status) ? (
        <ResultPanel
          execution={execution}
          output={output}
          changedFiles={changes.diff?.state === 'ready' ? changes.diff.files : []}
          onReveal={openFiles.reveal}
        />
      ) : (
        <p className="text-sm text-ink-soft">{lookUp(NO_RESULT, status, unknownWord)}</p>
      )}
      {runs.length > 0 && legacy === undefined && (
        <ChangesPanel executionId={id} changes={changes} openFiles={openFiles} />
      )}
      {isStopProven(execution) && <StopReceiptPanel execution={execution} />}
      <AnswerHistory answers={execution.answers} />
    </>
  )
}

const NO_RESULT: Record<WorkflowExecution['status'], string> = {
  queued: 'Nothing yet: it has not begun.',
  running: 'No result yet: the agent is working.',
  waiting_for_input: 'No result yet: the agent waits for the answers.',
  completed: 'The agent left no result.',
  failed: 'It failed without a result.',
  cancelled: 'It was cancelled before there was a result.',
}
