import type { Run, WorkflowExecution } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { formatCost, formatRunTime } from '../../../lib/format.ts'
import { describeExit } from '../execution-facts.ts'
import { Elapsed } from './elapsed.tsx'

/** The processes of the execution: the first one, and one after each answer. */
export function RunsPanel({ execution: { runs, status } }: { execution: WorkflowExecution }) {
  if (runs.length === 0) return null
  return (
    <Panel title="Runs">
      <div className="overflow-x-auto">
        <table className="w-full text-left text-sm">
          <thead className="text-xs text-ink-faint">
            <tr>
              {['Attempt', 'Started', 'Duration', 'Exit', 'Cost'].map((name) => (
                <th
                  key={name}
                  scope="col"
                  className="whitespace-nowrap px-2 py-2 font-medium first:pl-4 last:pr-4 last:text-right sm:px-4"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line border-t border-line">
            {runs.map((run) => (
              <RunRow
                key={run.attempt}
                run={run}
                live={status === 'running' && run.attempt === runs.at(-1)?.attempt}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function RunRow({ run, live }: { run: Run; live: boolean }) {
  const { attempt, startedAt, costUsd } = run
  return (
    <tr className="tabular-nums [&>td]:whitespace-nowrap [&>td]:px-2 [&>td]:py-2 [&>td:first-child]:pl-4 [&>td:last-child]:pr-4 sm:[&>td]:px-4">
      <td>{attempt}</td>
      <td>
        <RelativeTime iso={startedAt} />
      </td>
      <td>
        <RunDuration run={run} live={live} />
      </td>
      <td>{live ? 'going on' : describeExit(run)}</td>
      <td className="text-right">{costUsd === undefined ? '–' : formatCost(costUsd)}</td>
    </tr>
  )
}

function RunDuration({ run: { startedAt, endedAt }, live }: { run: Run; live: boolean }) {
  if (endedAt !== undefined) return formatRunTime(Date.parse(endedAt) - Date.parse(startedAt))
  return live ? <Elapsed since={startedAt} /> : '–'
}
