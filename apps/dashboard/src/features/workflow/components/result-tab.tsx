import { isTerminal, type WorkflowExecution } from '@specflow/workflow/schema'
import { AnswerHistory } from '../../question/components/answer-history.tsx'
import { isStopProven } from '../execution-facts.ts'
import { ResultPanel } from './result-panel.tsx'
import { StopReceiptPanel } from './stop-receipt-panel.tsx'

/** What came of it: what the agent said, what it was told on the way, and the proof of a stop. */
export function ResultTab({ execution }: { execution: WorkflowExecution }) {
  return (
    <>
      {execution.output && isTerminal(execution.status) ? (
        <ResultPanel execution={execution} output={execution.output} />
      ) : (
        <p className="text-sm text-ink-soft">{NO_RESULT[execution.status]}</p>
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
