import { Readable } from 'node:stream'
import type { OutputStream, StopProgress, StopReceipt } from '../schema/index.ts'
import type { AgentRun, AgentRunEnd, AgentRunReference, SessionHolder, StopCause } from './port.ts'

/** No process has it: there is none. */
const SCRIPTED_PID = 0x7fff_ffff
/** What a stop says of its grace; nobody waits for it. */
const SCRIPTED_GRACE_MS = 5_000

/** How a scripted run ends; without times, those of the clock. */
export type ScriptedEnd = Pick<AgentRunEnd, 'outcome'> & Partial<AgentRunEnd>

/** One run without a process. */
export interface ScriptedRun {
  readonly reference: AgentRunReference
  claim(): void
  /** A stop that came first makes a cancelled run of it, with the output that it still gave. */
  finish(end: ScriptedEnd): void
  /** Ends it if a stop is waiting for that. */
  finishStop(): void
  surviveStops(receipts: readonly StopReceipt[]): void
  beginSession(sessionId: string): void
  print(stream: OutputStream, text: string): void
  printed(stream: OutputStream): AsyncIterable<string>
  /** While it is live and its session has begun. */
  holder(): SessionHolder | undefined
  isClaimed(): boolean
  isLive(): boolean
  /** A handle on it, as a start or a recovery gives one. */
  watch(): AgentRun
}

export interface ScriptedRunOptions {
  now: () => Date
  /** Whether a stop is done as soon as it is asked for; otherwise at `finishStop`. */
  stopsAtOnce: () => boolean
}

export function createScriptedRun(
  reference: AgentRunReference,
  { now, stopsAtOnce }: ScriptedRunOptions,
): ScriptedRun {
  const claimed = settleable<boolean>()
  const ended = settleable<AgentRunEnd>()
  const startedAt = now().toISOString()
  const unproven: StopReceipt[] = []
  const output: Record<OutputStream, string> = { stdout: '', stderr: '' }
  let sessionId: string | undefined
  let requested: RequestedStop | undefined
  let isDying = false
  const isLive = () => claimed.value() === true && ended.value() === undefined

  const finish = (end: ScriptedEnd) => {
    // A run that ends unclaimed was never a process.
    claimed.settle(false)
    const endedAt = now().toISOString()
    ended.settle({
      ...(claimed.value() === true && { startedAt }),
      endedAt,
      ...(sessionId !== undefined && { sessionId }),
      ...end,
      ...(requested && stopped(end, requested, endedAt)),
    })
  }

  const finishStop = () => {
    if (isDying) finish({ outcome: { kind: 'cancelled' } })
  }

  const stop: AgentRun['stop'] = async (because = { reason: 'cancelled' }) => {
    if (ended.value() === undefined) {
      requested ??= { ...because, requestedAt: now().toISOString() }
      const failed = unproven.shift()
      if (failed) return failed
      isDying = true
      if (stopsAtOnce()) finishStop()
    }
    return (await ended.promise).stop ?? 'already_ended'
  }

  const stopProgress = (): StopProgress | undefined => {
    if (!requested) return undefined
    const alive = isLive() ? 1 : 0
    return { ...begunStop(requested), graceMs: SCRIPTED_GRACE_MS, alive }
  }

  return {
    reference,
    claim: () => {
      claimed.settle(true)
    },
    finish,
    finishStop,
    surviveStops: (receipts) => {
      unproven.push(...receipts)
    },
    beginSession: (begun) => {
      sessionId = begun
    },
    print: (stream, text) => {
      output[stream] += text
    },
    printed: (stream) => Readable.from([output[stream]]),
    holder: () =>
      sessionId !== undefined && isLive()
        ? { sessionId, pid: SCRIPTED_PID, executionId: reference.executionId }
        : undefined,
    isClaimed: () => claimed.value() === true,
    isLive,
    watch: () => watch({ claimed: claimed.promise, ended: ended.promise, stop, stopProgress }),
  }
}

interface Watched {
  claimed: Promise<boolean>
  ended: Promise<AgentRunEnd>
  stop: AgentRun['stop']
  stopProgress: AgentRun['stopProgress']
}

/** A handle that was detached tells nothing any more, although the run goes on. */
function watch({ claimed, ended, stop, stopProgress }: Watched): AgentRun {
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
    stop,
    stopProgress,
    detach: () => {
      isDetached = true
    },
  }
}

interface RequestedStop extends StopCause {
  requestedAt: string
}

/** The first reason wins: what the run says of its end comes too late. */
function stopped(
  { outcome: { output } }: ScriptedEnd,
  requested: RequestedStop,
  endedAt: string,
): Pick<AgentRunEnd, 'outcome' | 'stop'> {
  const said = output && { output }
  const { detail = 'Stopped at a cost limit.', reason } = requested
  return {
    outcome:
      reason === 'cancelled'
        ? { kind: 'cancelled', ...said }
        : { kind: 'failed', error: { code: 'COST_LIMIT_REACHED', message: detail }, ...said },
    stop: { ...begunStop(requested), seen: [], survivors: [], endedAt },
  }
}

function begunStop({ detail, reason, requestedAt }: RequestedStop) {
  const signals = [{ signal: 'SIGTERM', at: requestedAt }]
  return { reason, ...(detail !== undefined && { detail }), requestedAt, signals }
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
