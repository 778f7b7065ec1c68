import { FileText } from 'lucide-react'
import type { AgentOutput, WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'

interface ResultPanelProps {
  execution: WorkflowExecution
  output: AgentOutput
}

/** What the agent answered at the end. While it asks, its message stands above the questions instead. */
export function ResultPanel({ execution, output }: ResultPanelProps) {
  const { status, agent } = execution
  const { message, phase, artifacts = [] } = output
  return (
    <Panel
      title={status === 'completed' ? 'Result' : 'What the agent said last'}
      actions={<OutputStatus output={output} phase={phase} />}
    >
      <div className="space-y-4 px-4 py-3 text-sm">
        {agent === 'demo' && (
          <p className="text-xs text-attention">Made up by the demo agent; no model was asked.</p>
        )}
        {message === undefined ? (
          <p className="text-ink-soft">The agent left no message.</p>
        ) : (
          <AgentText text={message} />
        )}
        {artifacts.length > 0 && <Artifacts artifacts={artifacts} />}
      </div>
    </Panel>
  )
}

function OutputStatus({ output, phase }: { output: AgentOutput; phase: string | undefined }) {
  return (
    <span className="truncate text-xs text-ink-faint">
      The agent says: <span className="font-mono">{output.status}</span>
      {phase !== undefined && `, ${phase}`}
    </span>
  )
}

function Artifacts({ artifacts }: { artifacts: NonNullable<AgentOutput['artifacts']> }) {
  return (
    <div>
      <h3 className="text-xs font-medium text-ink-faint">Artifacts</h3>
      <ul aria-label="Artifacts" className="mt-1.5 divide-y divide-line rounded-md border border-line">
        {artifacts.map(({ path, action }, index) => (
          <li key={`${String(index)} ${path}`} className="flex items-start gap-2.5 px-3 py-2">
            <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
            <span className="min-w-0 flex-1 wrap-anywhere font-mono text-xs leading-5">{path}</span>
            {action !== undefined && <span className="text-xs leading-5 text-ink-faint">{action}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
