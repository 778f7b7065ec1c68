import type { WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'

/** Why it failed: the code, the agent's own words, what to do, and what it wrote to stderr last. */
export function ErrorPanel({ execution: { error } }: { execution: WorkflowExecution }) {
  if (!error) return null
  const { code, message, remedy, stderrTail } = error
  return (
    <Panel title="Error" tone="danger" actions={<code className="text-xs text-danger">{code}</code>}>
      <div className="space-y-3 px-4 py-3 text-sm">
        <AgentText text={message} />
        {remedy !== undefined && (
          <p className="rounded-md bg-sunken px-3 py-2">
            <span className="font-medium">What to do:</span> {remedy}
          </p>
        )}
        {stderrTail !== undefined && stderrTail !== '' && <StderrTail text={stderrTail} />}
      </div>
    </Panel>
  )
}

function StderrTail({ text }: { text: string }) {
  return (
    <div>
      <h3 id="stderr-tail" className="text-xs font-medium text-ink-faint">
        Last lines of stderr
      </h3>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      <pre
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="region"
        aria-labelledby="stderr-tail"
        className="mt-1.5 max-h-64 overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs leading-relaxed"
      >
        {text}
      </pre>
    </div>
  )
}
