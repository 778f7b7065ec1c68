import type { StopProgress, StopReceipt } from '@specflow/workflow/schema'
import { formatLimit } from '../../lib/format.ts'

/** Why a run was stopped. */
export const STOP_REASONS: Record<StopReceipt['reason'], string> = {
  cancelled: 'Cancelled by a person',
  timed_out: 'Time limit reached',
  lingered: 'Did not end after its result',
  cost_limit: 'Cost limit reached',
}

/** How far a stop has come, in one sentence without anything that ticks: it is read aloud when it changes. */
export function describeStop({ alive, graceMs, signals }: StopProgress): string {
  if (sentAt(signals, 'SIGKILL') !== undefined) return 'What had not ended by itself was killed.'
  if (alive === 0) return 'Everything has ended. That nothing is left is being proven.'
  if (sentAt(signals, 'SIGTERM') === undefined)
    return 'The stop is written down. The agent is asked to end next.'
  return `The agent was asked to end, and has ${formatLimit(graceMs)} for it.`
}

export function describeAlive(alive: number | undefined): string {
  if (alive === undefined) return 'Not looked for yet'
  return alive === 0 ? 'None' : alive === 1 ? '1 process' : `${String(alive)} processes`
}

/** When a signal was sent first; `undefined` when it was not. */
export function sentAt(signals: StopProgress['signals'], name: string): string | undefined {
  return signals.find(({ signal }) => signal === name)?.at
}
