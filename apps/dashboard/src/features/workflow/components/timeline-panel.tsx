import type { TimelineEntry, WorkflowExecution } from '@specflow/workflow/schema'
import { Panel } from '../../../components/ui/panel.tsx'
import { RelativeTime } from '../../../components/ui/relative-time.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { formatRunTime, formatTimestamp } from '../../../lib/format.ts'
import { describeWarning } from '../run-warnings.ts'
import { describeEvent } from '../timeline-words.ts'

/** What happened to the execution, oldest first, each with the time that had passed since the one before. */
export function TimelinePanel({ execution: { runs, timeline } }: { execution: WorkflowExecution }) {
  if (timeline.length === 0) {
    return <p className="text-sm text-ink-soft">No events are known: the earlier system wrote none down.</p>
  }
  return (
    <Panel title="Timeline">
      <ol aria-label="Events" className="px-4 py-3">
        {timeline.map((entry, index) => (
          <Event
            key={`${String(index)} ${entry.at}`}
            entry={entry}
            before={timeline[index - 1]}
            warnings={endsRun(entry) ? runs.find(({ attempt }) => attempt === entry.attempt)?.warnings : []}
          />
        ))}
      </ol>
    </Panel>
  )
}

interface EventProps {
  entry: TimelineEntry
  before: TimelineEntry | undefined
  warnings: readonly string[] | undefined
}

const DOT = {
  plain: 'border-line-strong bg-surface',
  active: 'border-active bg-active-soft',
  good: 'border-good bg-good-soft',
  attention: 'border-attention bg-attention-soft',
  danger: 'border-danger bg-danger-soft',
}

function Event({ entry, before, warnings = [] }: EventProps) {
  const { title, tone, detail } = describeEvent(entry)
  const passedMs = before && Date.parse(entry.at) - Date.parse(before.at)
  return (
    <li className="relative flex gap-3 pb-4 text-[13px] last:pb-0 not-last:before:absolute not-last:before:left-[5px] not-last:before:top-4 not-last:before:h-full not-last:before:w-px not-last:before:bg-line">
      <span
        aria-hidden
        className={classNames('relative mt-1 size-[11px] shrink-0 rounded-full border-2', DOT[tone])}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className={classNames('font-medium', MARKED[tone])}>{title}</span>
          {entry.attempt !== undefined && <span className="text-xs text-ink-faint">run {entry.attempt}</span>}
        </p>
        {detail !== undefined && <p className="mt-0.5 wrap-anywhere text-ink-soft">{detail}</p>}
        {warnings.map((code) => (
          <p key={code} className="mt-0.5 text-attention">
            {describeWarning(code)}
          </p>
        ))}
        <p className="mt-0.5 text-xs text-ink-faint sm:hidden">
          <Moment at={entry.at} passedMs={passedMs} />
        </p>
      </div>
      <p className="hidden shrink-0 text-right text-xs text-ink-faint sm:block">
        <Moment at={entry.at} passedMs={passedMs} />
      </p>
    </li>
  )
}

const MARKED = { plain: '', active: '', good: '', attention: 'text-attention', danger: 'text-danger' }

function Moment({ at, passedMs }: { at: string; passedMs: number | undefined }) {
  return (
    <span className="tabular-nums">
      {passedMs !== undefined && <span className="text-ink-soft">+{formatRunTime(passedMs)} · </span>}
      <RelativeTime iso={at} />
      <span className="hidden md:inline"> · {formatTimestamp(at)}</span>
    </span>
  )
}

/** What was odd about a run is told where it ended. */
function endsRun({ event }: TimelineEntry): boolean {
  return ['input_requested', 'completed', 'failed', 'cancelled'].includes(event)
}
