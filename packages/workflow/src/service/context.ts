import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { AgentRun } from '../runner/port.ts'
import type { WorkflowExecution } from '../schema/index.ts'
import { createKeyedQueue, type KeyedQueue } from '../keyed-queue.ts'
import type { CostWatch } from '../cost/port.ts'
import type { FindSessionHolders } from '../queue/port.ts'
import type { WorkflowServiceOptions } from './port.ts'
import { createRecords, type Records } from './records.ts'
import { createHolderSearch } from './session-holders.ts'
import { createTimestamps } from './timestamps.ts'

/** A live run that this service watches. */
export interface LiveRun {
  /** As it was when the run came under watch. */
  execution: WorkflowExecution
  run: AgentRun
  /** Settles when the end of the run is in the record, or when the service was closed first. Never rejects. */
  recorded: Promise<void>
}

/** What the use cases share. One per service. */
export interface ServiceContext extends WorkflowServiceOptions {
  records: Records
  /** Per execution: whoever changes a record holds its lock. */
  locks: KeyedQueue
  liveRuns: Map<string, LiveRun>
  /** While runs of an earlier server are taken up nothing is started: it is not known yet which slots and sessions they hold. */
  recovery: { isUnderWay: boolean }
  findHolders: FindSessionHolders
  costWatch: CostWatch
  /** By execution: the session that its live run was seen to have open, for display only. */
  seenSessions: Map<string, string>
  /** Executions whose run an earlier server began and this one could not take up. */
  unrecovered: Set<string>
  /** Aborted when nothing new may start: by `drain`, `cancelAll` and `close`. */
  draining: AbortController
  /** Aborted by `close`: from then on nothing is written. */
  closing: AbortController
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Starts what the queue allows; called whenever something entered the queue or a slot became free. */
  dispatch(): void
  /** The time of an event, ISO 8601 in UTC. */
  timestamp(): string
  /** Runs work that nobody awaits; what it throws is logged. */
  inBackground(work: Promise<unknown>, what: string): void
}

export function createContext(
  options: WorkflowServiceOptions,
): Omit<ServiceContext, 'costWatch' | 'dispatch'> {
  const { store, log, now, onMove, wait = waitForTimer } = options
  const draining = new AbortController()
  // Every request that waits for news listens to it.
  setMaxListeners(0, draining.signal)
  return {
    ...options,
    wait,
    records: createRecords({ store, log, wait, ...(onMove && { onMove }) }),
    locks: createKeyedQueue(),
    liveRuns: new Map(),
    recovery: { isUnderWay: false },
    findHolders: createHolderSearch(options),
    seenSessions: new Map(),
    unrecovered: new Set(),
    draining,
    closing: new AbortController(),
    timestamp: createTimestamps(now),
    inBackground: (work, what) => {
      work.catch((error: unknown) => {
        log.error({ err: error }, what)
      })
    },
  }
}

function waitForTimer(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal, ref: false })
}
