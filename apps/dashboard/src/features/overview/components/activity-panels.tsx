import Link from 'next/link'
import type { ExecutionSummary, Overview } from '@specflow/workflow/schema'
import { CountedPanel } from '../../../components/ui/counted-panel.tsx'
import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { Elapsed } from '../../workflow/components/elapsed.tsx'
import { ExecutionRow } from '../../workflow/components/execution-row.tsx'
import { StatusBadge } from '../../workflow/components/status-badge.tsx'
import { OverviewRow } from './overview-row.tsx'

/** What runs, what is queued, and what has ended lately. What is empty takes no room. */
export function ActivityPanels({ overview }: { overview: Overview }) {
  const { counts, finished, queued, running } = overview
  return (
    <>
      {running.length > 0 && (
        <CountedPanel title="Running" count={counts.running} shown={running.length}>
          <ul className="divide-y divide-line">
            {running.map((execution) => (
              <RunningRow key={execution.id} execution={execution} />
            ))}
          </ul>
        </CountedPanel>
      )}
      {queued.length > 0 && (
        <CountedPanel title="Queued" count={counts.queued} shown={queued.length}>
          <ul className="divide-y divide-line">
            {queued.map((execution) => (
              <QueuedRow key={execution.id} execution={execution} />
            ))}
          </ul>
        </CountedPanel>
      )}
      <Panel
        title="Finished lately"
        className="min-w-0"
        actions={
          <Link href="/history" className="text-[13px] text-ink-soft hover:text-ink hover:underline">
            All executions
          </Link>
        }
      >
        {finished.length === 0 ? (
          <NothingFinished isIdle={running.length + queued.length + overview.waiting.length === 0} />
        ) : (
          <ul className="divide-y divide-line">
            {finished.map((execution) => (
              <ExecutionRow key={execution.id} execution={execution} showProject />
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}

function RunningRow({ execution }: { execution: Overview['running'][number] }) {
  const { id, agent, inputPreview, lastActivityAt, projectName, runStartedAt, skill, startedAt } = execution
  const activity = lastActivityAt !== undefined && (
    <>
      active <RelativeTime iso={lastActivityAt} />
    </>
  )
  return (
    <OverviewRow
      id={id}
      agent={agent}
      title={skill}
      facts={[projectName, activity, inputPreview].filter((fact) => fact !== undefined && fact !== false)}
    >
      <span className="text-ink-soft">
        <span className="sr-only">for </span>
        <Elapsed since={runStartedAt ?? startedAt} />
      </span>
      <StatusBadge status="running" />
    </OverviewRow>
  )
}

function QueuedRow({ execution }: { execution: ExecutionSummary }) {
  const { id, agent, inputPreview, projectName, skill, updatedAt } = execution
  return (
    <OverviewRow
      id={id}
      agent={agent}
      title={skill}
      facts={[projectName, inputPreview].filter((fact) => fact !== undefined)}
    >
      <span className="text-ink-soft">
        <span className="sr-only">queued </span>
        <RelativeTime iso={updatedAt} />
      </span>
    </OverviewRow>
  )
}

function NothingFinished({ isIdle }: { isIdle: boolean }) {
  return (
    <EmptyState title={isIdle ? 'Nothing has run yet' : 'Nothing has finished yet'}>
      {isIdle ? (
        <>
          Open a project and start one of its skills. What runs, asks and finishes, of every project, is shown
          on this page.
        </>
      ) : (
        <>What ends is listed here.</>
      )}
    </EmptyState>
  )
}
