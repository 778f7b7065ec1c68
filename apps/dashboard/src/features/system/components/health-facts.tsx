import type { ReactNode } from 'react'
import type { Health } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { describeInstalledAgent } from '../describe-agent.ts'

/** Which installation this is. */
export function HealthFacts({ health }: { health: Health }) {
  const { agent, pid, runs, stateDirectory, version } = health
  return (
    <Panel title="This installation">
      <dl className="space-y-3 px-4 py-3">
        <Fact name="State directory" mono>
          {stateDirectory}
        </Fact>
        <Fact name="Agent">
          {describeInstalledAgent(agent)}
          {agent.path !== undefined && (
            <span className="block font-mono text-xs text-ink-faint">{agent.path}</span>
          )}
        </Fact>
        <Fact name="Runs">
          {runs.active} live, {runs.queued} queued
        </Fact>
        <Fact name="SpecFlow">
          Version {version}, pid {pid}
        </Fact>
      </dl>
    </Panel>
  )
}

function Fact({ name, mono = false, children }: { name: string; mono?: boolean; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className={classNames('mt-0.5 wrap-anywhere text-sm', mono && 'font-mono text-xs')}>{children}</dd>
    </div>
  )
}
