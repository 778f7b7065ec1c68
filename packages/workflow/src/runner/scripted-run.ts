import type { StopReceipt } from '../schema/index.ts'
import type { AgentRun, AgentRunEnd, AgentRunReference } from './port.ts'

/** How a scripted run ends; without times, those of the clock. */
export type ScriptedEnd = Pick<AgentRunEnd, 'outcome'> & Partial<AgentRunEnd>

/** One run without a process. */
export interface ScriptedRun {
  readonly reference: AgentRunReference
  claim(): void
  finish(end: ScriptedEnd): void
  surviveStops(receipts: readonly StopReceipt[]): void
  isClaimed(): boolean
  isLive(): boolean
  /** A handle on it, as a start or a recovery gives one. */
  watch(): AgentRun
}

export function createScriptedRun(reference: AgentRunReference, now: () => Date): ScriptedRun {
  const claimed = settleable<boolean>()
  const ended = settleable<AgentRunEnd>()
  const startedAt = now().toISOString()
  const unproven: StopReceipt[] = []

  const finish = (end: ScriptedEnd) => {
    // A run that ends unclaimed was never a process.
    claimed.settle(false)
    ended.settle({ ...(claimed.value() === true && { startedAt }), endedAt: now().toISOString(), ...end })
  }

  const stop = (): StopReceipt | 'already_ended' => {
    const end = ended.value()
    if (end) return end.stop ?? 'already_ended'
    const failed = unproven.shift()
    if (failed) return failed
    const receipt = provenReceipt(now().toISOString())
    finish({ outcome: { kind: 'cancelled' }, stop: receipt })
    return receipt
  }

  return {
    reference,
    claim: () => {
      claimed.settle(true)
    },
    finish,
    surviveStops: (receipts) => {
      unproven.push(...receipts)
    },
    isClaimed: () => claimed.value() === true,
    isLive: () => claimed.value() === true && ended.value() === undefined,
    watch: () => watch({ claimed: claimed.promise, ended: ended.promise, stop }),
  }
}

interface Watched {
  claimed: Promise<boolean>
  ended: Promise<AgentRunEnd>
  stop: () => StopReceipt | 'already_ended'
}

/** A handle that was detached tells nothing any more, although the run goes on. */
function watch({ claimed, ended, stop }: Watched): AgentRun {
  let isDetached = false
  const observed = <T>(promise: Promise<T>): Promise<T> =>
    new Promise((settle) => {
      void promise.then((value) => {
        if (!isDetached) settle(value)
      })
    })
  return {
    claimed: observed(claimed),
    ended: observed(ended),
    stop: () => Promise.resolve(stop()),
    detach: () => {
      isDetached = true
    },
  }
}

function provenReceipt(at: string): StopReceipt {
  return {
    reason: 'cancelled',
    requestedAt: at,
    signals: [{ signal: 'SIGTERM', at }],
    seen: [],
    survivors: [],
    endedAt: at,
  }
}

/** A promise that is settled once, from outside, and whose value can be looked at. */
function settleable<T>() {
  let value: T | undefined
  let resolve: (settled: T) => void = () => undefined
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return {
    promise,
    value: () => value,
    settle: (settled: T) => {
      if (value !== undefined) return
      value = settled
      resolve(settled)
    },
  }
}
