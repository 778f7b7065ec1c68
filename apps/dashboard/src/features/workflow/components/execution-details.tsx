import type { ReactNode } from 'react'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { formatLimit } from '../../../lib/format.ts'
import { describeAgent } from '../../system/describe-agent.ts'
import { endedAt } from '../execution-facts.ts'

/** What does not change much: where it runs, on what, and what it is called elsewhere. */
export function ExecutionDetails({ execution }: { execution: WorkflowExecution }) {
  const { agent, agentVersion, legacy, projectPath, startedAt, timeoutMs, sessionId, id } = execution
  const end = endedAt(execution)
  // The earlier system wrote down no folder, and a time limit not always: what stands in for them is not shown.
  const knowsLimit = legacy === undefined || 'timeoutMs' in legacy
  return (
    <Panel title="Details">
      <dl className="space-y-3 px-4 py-3">
        <Detail name="Agent">
          {describeAgent({ kind: agent, ...(agentVersion !== undefined && { version: agentVersion }) })}
          {agent === 'demo' && <span className="block text-xs text-ink-faint">No model was asked.</span>}
        </Detail>
        {projectPath !== '' && (
          <Detail name="Folder" mono>
            {projectPath}
          </Detail>
        )}
        <Detail name="Started">
          <RelativeTime iso={startedAt} />
        </Detail>
        {end !== undefined && (
          <Detail name="Ended">
            <RelativeTime iso={end} />
          </Detail>
        )}
        {knowsLimit && <Detail name="Time limit of a run">{formatLimit(timeoutMs)}</Detail>}
        {legacy !== undefined && <Detail name="From">the earlier system; it can be read, and no more</Detail>}
        {sessionId !== undefined && (
          <Detail name="Session of the agent" mono>
            {sessionId}
          </Detail>
        )}
        <Detail name="Execution" mono>
          {id}
        </Detail>
      </dl>
    </Panel>
  )
}

function Detail({ name, mono = false, children }: { name: string; mono?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className={classNames('mt-0.5 wrap-anywhere text-sm', mono && 'font-mono text-xs')}>{children}</dd>
    </div>
  )
}
