import type { WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'

/** The text that was given with the start. */
export function InputPanel({ execution: { input } }: { execution: WorkflowExecution }) {
  if (input === undefined || input === '') return null
  return (
    <Panel title="Input">
      <AgentText text={input} className="max-h-80 overflow-y-auto px-4 py-3 text-sm" />
    </Panel>
  )
}
