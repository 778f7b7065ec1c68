'use client'

import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { useHealth } from '../hooks/use-health.ts'
import { DoctorPanel } from './doctor-panel.tsx'
import { HealthFacts } from './health-facts.tsx'
import { ProblemList } from './problem-list.tsx'

/** How the server is, by its own word, and what the doctor finds when he is asked. */
export function HealthView() {
  const { data: health } = useHealth()
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-5">
        <Panel title="Problems">
          {health ? <Problems problems={health.problems} /> : <LoadingLines label="Asking the server" />}
        </Panel>
        <DoctorPanel />
      </div>
      {health && <HealthFacts health={health} />}
    </div>
  )
}

function Problems({ problems }: Parameters<typeof ProblemList>[0]) {
  if (problems.length > 0) return <ProblemList problems={problems} />
  return (
    <EmptyState title="The server knows of no problem">
      It watches the agent, the registry and the records while it works. The doctor looks further.
    </EmptyState>
  )
}
