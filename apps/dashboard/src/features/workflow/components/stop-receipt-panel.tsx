import type { StopReceipt, WorkflowExecution } from '@specflow/workflow/schema'
import { Notice } from '../../../components/ui/notice.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { formatRunTime, formatTimestamp, pluralize } from '../../../lib/format.ts'
import { lookUp, unknownWord } from '../../../lib/look-up.ts'
import { STOP_REASONS } from '../stop-words.ts'

/** What was done to stop the run, and the proof that nothing of it is left. */
export function StopReceiptPanel({ execution: { stop } }: { execution: WorkflowExecution }) {
  if (!stop) return null
  return (
    <Panel title="Stop receipt" tone={stop.survivors.length > 0 ? 'danger' : 'plain'}>
      <div className="space-y-4 px-4 py-3 text-sm">
        <Proof stop={stop} />
        <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-3">
          <Fact name="Reason">{lookUp(STOP_REASONS, stop.reason, unknownWord)}</Fact>
          <Fact name="Requested">{formatTimestamp(stop.requestedAt)}</Fact>
          <Fact name="Signals">{describeSignals(stop)}</Fact>
        </dl>
        <Processes title="Seen" none="No process of the run was alive any more." processes={stop.seen} />
        <Processes title="Survivors" none="None." processes={stop.survivors} />
      </div>
    </Panel>
  )
}

function Proof({ stop: { endedAt, requestedAt, survivors } }: { stop: StopReceipt }) {
  if (endedAt === undefined) {
    const title =
      survivors.length > 0 ? `Still alive: ${pluralize(survivors.length, 'survivor')}` : 'Not proven dead yet'
    return (
      <Notice tone="attention" title={title}>
        <p>Until that is proven it counts as running. Cancel again to repeat the attempt.</p>
      </Notice>
    )
  }
  const took = formatRunTime(Date.parse(endedAt) - Date.parse(requestedAt))
  return <p>Proven dead {took} after the request: nothing with the mark of this run was alive.</p>
}

function describeSignals({ signals, requestedAt }: StopReceipt): string {
  if (signals.length === 0) return 'none was needed'
  return signals
    .map(({ signal, at }) => `${signal} after ${formatRunTime(Date.parse(at) - Date.parse(requestedAt))}`)
    .join(', ')
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="text-xs text-ink-faint">{name}</dt>
      <dd className="mt-0.5 tabular-nums">{children}</dd>
    </div>
  )
}

function Processes({
  title,
  none,
  processes,
}: {
  title: string
  none: string
  processes: StopReceipt['seen']
}) {
  return (
    <div>
      <h3 className="text-xs text-ink-faint">{title}</h3>
      {processes.length === 0 ? (
        <p className="mt-0.5">{none}</p>
      ) : (
        <ul aria-label={title} className="mt-1 space-y-1 font-mono text-xs">
          {processes.map(({ pid, command }) => (
            <li key={`${String(pid)} ${command}`} className="flex gap-3">
              <span className="w-12 shrink-0 tabular-nums text-ink-faint">{pid}</span>
              <span className="min-w-0 wrap-anywhere">{command}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
