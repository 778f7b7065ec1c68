import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Run, WorkflowExecution } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { formatCost, formatRunTime } from '../../../lib/format.ts'
import { describeExit } from '../execution-facts.ts'
import { describeWarning } from '../run-warnings.ts'
import { Elapsed } from './elapsed.tsx'

/** The processes of the execution: the first one, and one after each answer. */
export function RunsPanel({ execution: { id, runs, status } }: { execution: WorkflowExecution }) {
  if (runs.length === 0) return <p className="text-sm text-ink-soft">No process of it has run.</p>
  const liveAttempt = status === 'running' ? runs.at(-1)?.attempt : undefined
  return (
    <Panel title="Runs">
      <ol className="divide-y divide-line">
        {runs.map((run) => (
          <RunRow key={run.attempt} id={id} run={run} live={run.attempt === liveAttempt} />
        ))}
      </ol>
    </Panel>
  )
}

function RunRow({ id, run, live }: { id: string; run: Run; live: boolean }) {
  const { attempt, costUsd, sessionId, startedAt } = run
  return (
    <li className="px-4 py-3">
      <h3 className="text-[13px] font-medium">Run {attempt}</h3>
      <dl className="mt-1.5 grid grid-cols-2 gap-x-4 gap-y-2 text-[13px] sm:grid-cols-4">
        <Fact name="Started">
          <RelativeTime iso={startedAt} />
        </Fact>
        <Fact name="Duration">
          <RunDuration run={run} live={live} />
        </Fact>
        <Fact name="Exit">{live ? 'going on' : describeExit(run)}</Fact>
        <Fact name="Cost">{costUsd === undefined ? '–' : formatCost(costUsd)}</Fact>
        {sessionId !== undefined && (
          <Fact name="Session" wide>
            <span className="wrap-anywhere font-mono text-xs">{sessionId}</span>
          </Fact>
        )}
      </dl>
      <Warnings run={run} />
      <OutputLinks id={id} attempt={attempt} />
    </li>
  )
}

const STREAMS = ['stdout', 'stderr'] as const

/** What the process printed, as files. */
function OutputLinks({ id, attempt }: { id: string; attempt: number }) {
  return (
    <ul aria-label={`Output of run ${String(attempt)}`} className="mt-2 flex flex-wrap gap-x-4 gap-y-1">
      {STREAMS.map((stream) => (
        <li key={stream}>
          <a
            href={`/api/workflow/output?id=${id}&run=${String(attempt)}&stream=${stream}`}
            download
            className="inline-flex items-center gap-1.5 py-1 text-[13px] text-accent hover:underline"
          >
            <Download aria-hidden className="size-3.5" />
            Download {stream}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Fact({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'col-span-full' : 'min-w-0'}>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className="mt-0.5 tabular-nums">{children}</dd>
    </div>
  )
}

function RunDuration({ run: { startedAt, endedAt }, live }: { run: Run; live: boolean }) {
  if (endedAt !== undefined) return formatRunTime(Date.parse(endedAt) - Date.parse(startedAt))
  return live ? <Elapsed since={startedAt} /> : '–'
}

/** What was odd about the run and changed nothing about how it ended. */
function Warnings({ run: { attempt, warnings = [] } }: { run: Run }) {
  if (warnings.length === 0) return null
  return (
    <ul
      aria-label={`Remarks on run ${String(attempt)}`}
      className="mt-2 space-y-1 text-[13px] text-attention"
    >
      {warnings.map((code) => (
        <li key={code}>{describeWarning(code)}</li>
      ))}
    </ul>
  )
}
