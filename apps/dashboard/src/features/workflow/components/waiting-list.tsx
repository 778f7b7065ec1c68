'use client'

import { Panel } from '../../../components/ui/panel.tsx'
import { useActiveExecutions } from '../hooks/use-active-executions.ts'
import { ExecutionRow } from './execution-row.tsx'

/** Every execution that cannot go on without a person, however old. Nothing when there is none. */
export function WaitingList() {
  const { data } = useActiveExecutions()
  const waiting = data?.executions.filter(({ status }) => status === 'waiting_for_input') ?? []
  if (waiting.length === 0) return null
  return (
    <Panel title="Waiting for your answer" tone="attention">
      <ul className="divide-y divide-line">
        {waiting.map((execution) => (
          <ExecutionRow key={execution.id} execution={execution} showProject />
        ))}
      </ul>
    </Panel>
  )
}
