'use client'

import { Check, CircleDashed, LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { StopProgress } from '@specflow/workflow/schema'
import { formatRunTime, formatTimestamp } from '../../../lib/format.ts'
import { lookUp, unknownWord } from '../../../lib/look-up.ts'
import { useServerClock } from '../../../lib/use-server-clock.tsx'
import { describeAlive, describeStop, sentAt, STOP_REASONS } from '../stop-words.ts'

type State = 'done' | 'now' | 'later'

/** A stop as it happens: each step with when it was taken, or that it is still to come. */
export function StopLadder({ progress }: { progress: StopProgress }) {
  const { alive, reason, requestedAt, signals } = progress
  const termAt = sentAt(signals, 'SIGTERM')
  const killAt = sentAt(signals, 'SIGKILL')
  const isEmpty = alive === 0
  const after = (at: string) => `${formatRunTime(Date.parse(at) - Date.parse(requestedAt))} after the request`
  return (
    <div className="space-y-3 text-sm">
      <p role="status">{describeStop(progress)}</p>
      <ol aria-label="Steps of the stop" className="space-y-2">
        <Step state="done" name="Reason recorded">
          {lookUp(STOP_REASONS, reason, unknownWord)}, {formatTimestamp(requestedAt)}
        </Step>
        <Step state={termAt !== undefined || isEmpty ? 'done' : 'now'} name="SIGTERM">
          {termAt !== undefined ? `Sent ${after(termAt)}` : isEmpty ? 'None was needed' : 'Next'}
        </Step>
        <Step state={graceState({ isEmpty, termAt, killAt })} name="Grace">
          <Grace progress={progress} />
        </Step>
        <Step state={killAt !== undefined || isEmpty ? 'done' : 'later'} name="SIGKILL">
          {killAt !== undefined
            ? `Sent ${after(killAt)}`
            : isEmpty
              ? 'None was needed'
              : 'For what is left then'}
        </Step>
        <Step state={isEmpty ? 'done' : 'now'} name="Still alive">
          {describeAlive(alive)}
        </Step>
        <Step state={isEmpty ? 'now' : 'later'} name="Proof">
          A last look that finds nothing; then there is a receipt
        </Step>
      </ol>
    </div>
  )
}

interface Sent {
  isEmpty: boolean
  termAt: string | undefined
  killAt: string | undefined
}

function graceState({ isEmpty, termAt, killAt }: Sent): State {
  if (isEmpty || killAt !== undefined) return 'done'
  return termAt === undefined ? 'later' : 'now'
}

/** By the server's clock, which wrote down when SIGTERM was sent. */
function Grace({ progress: { alive, graceMs, signals } }: { progress: StopProgress }) {
  const termAt = sentAt(signals, 'SIGTERM')
  const leftMs = useServerClock((nowMs) =>
    termAt === undefined ? graceMs : Math.max(0, Math.min(graceMs, Date.parse(termAt) + graceMs - nowMs)),
  )
  const whole = formatRunTime(graceMs)
  if (alive === 0) return 'It has ended'
  if (sentAt(signals, 'SIGKILL') !== undefined) return `${whole} are over`
  if (termAt === undefined) return `${whole} from then on`
  return `${formatRunTime(leftMs)} of ${whole} left`
}

const ICONS: Record<State, { icon: LucideIcon; style: string; words: string }> = {
  done: { icon: Check, style: 'text-good', words: 'done' },
  now: { icon: LoaderCircle, style: 'text-active motion-safe:animate-spin', words: 'under way' },
  later: { icon: CircleDashed, style: 'text-ink-faint', words: 'to come' },
}

function Step({ state, name, children }: { state: State; name: string; children: ReactNode }) {
  const { icon: Icon, style, words } = ICONS[state]
  return (
    <li className="flex items-start gap-2.5">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${style}`} />
      <span className="w-32 shrink-0 font-medium">
        {name}
        <span className="sr-only">, {words}:</span>
      </span>
      <span className="min-w-0 text-ink-soft tabular-nums">{children}</span>
    </li>
  )
}
