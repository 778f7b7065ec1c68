import type { CostMeter, CostWatch } from '../cost/port.ts'
import { findOverspent } from '../limits/find-overspent.ts'
import { COST_LIMITS, scopesWith } from '../limits/scopes.ts'
import type { AllLimits } from '../schema/index.ts'
import type { LiveRun, ServiceContext } from './context.ts'
import { readUsage } from './limits.ts'
import { noteUnproven } from './note-unproven.ts'
import { findLiveSession } from './open-session.ts'
import { queueEntryOf } from './queue-entry.ts'

const LOOK_MS = 1_000

type WatchContext = Omit<ServiceContext, 'costWatch' | 'dispatch'>

/** One look a second for all live runs together, and none while nothing is limited. */
export function createCostWatch(base: WatchContext): CostWatch {
  const { closing, inBackground, limits, liveRuns, log, wait } = base
  const live = new Map<string, number>()
  const meters = new Map<string, CostMeter>()
  const stopping = new Set<string>()
  const unproven = new Set<string>()
  let known: AllLimits | undefined
  let isLooking = false
  let wakes = 0

  async function watch(): Promise<void> {
    for (;;) {
      const before = wakes
      const isNeeded = await look().catch((error: unknown) => {
        log.error({ err: error }, 'it cannot be told what live runs have cost')
        return true
      })
      if (closing.signal.aborted || (!isNeeded && wakes === before)) break
      if (isNeeded) await wait(LOOK_MS, closing.signal).catch(() => undefined)
    }
    isLooking = false
  }

  /** Answers whether there is a reason to look again. */
  async function look(): Promise<boolean> {
    const all = await lastKnownLimits().catch(() => undefined)
    if (!all) return liveRuns.size > 0
    const limited = [...liveRuns].flatMap(([id, run]) => {
      const scopes = scopesWith(all, run.execution.projectId, COST_LIMITS)
      return scopes.length > 0 ? [{ id, run, scopes }] : []
    })
    if (limited.length === 0) return false
    for (const id of live.keys()) if (!liveRuns.has(id)) forget(id)
    await Promise.all(limited.map(({ id, run }) => measure(id, run)))
    const facts = await readUsage({ ...base, costWatch })
    for (const { id, run, scopes } of limited) {
      const spent = (run.execution.costUsd ?? 0) + (live.get(id) ?? 0)
      const detail = findOverspent(scopes, spent, facts)
      if (detail !== undefined) stop(id, run, detail)
    }
    return true
  }

  async function measure(id: string, { execution }: LiveRun): Promise<void> {
    const meter = meters.get(id) ?? (await openMeter(execution))
    if (!meter) return
    const costUsd = await meter.read()
    // It may have ended meanwhile.
    if (!liveRuns.has(id)) return
    meters.set(id, meter)
    live.set(id, costUsd)
  }

  async function openMeter(execution: LiveRun['execution']): Promise<CostMeter | undefined> {
    const sessionId = execution.sessionId ?? (await findLiveSession(base, execution))
    if (sessionId === undefined) return undefined
    const { enteredAt: since } = queueEntryOf(execution)
    return base.costMeters.open({ sessionId, projectPath: execution.projectPath, since })
  }

  function stop(id: string, { run }: LiveRun, detail: string): void {
    if (stopping.has(id)) return
    stopping.add(id)
    log.info({ executionId: id, detail }, 'a run is stopped at a cost limit')
    const stopped = run.stop({ reason: 'cost_limit', detail }).then(async (receipt) => {
      if (receipt === 'already_ended' || receipt.endedAt !== undefined || unproven.has(id)) return
      unproven.add(id)
      await noteUnproven(base, id, receipt)
    })
    inBackground(
      stopped.finally(() => stopping.delete(id)),
      'a run could not be stopped at a cost limit',
    )
  }

  function forget(id: string): void {
    live.delete(id)
    meters.delete(id)
    unproven.delete(id)
  }

  async function lastKnownLimits(): Promise<AllLimits> {
    try {
      known = await limits.read()
    } catch (error) {
      // Health says what is wrong with them.
      if (!known) throw error
    }
    return known
  }

  const costWatch: CostWatch = {
    live,
    wake: () => {
      wakes += 1
      if (isLooking) return
      isLooking = true
      void watch()
    },
    settle: async (id) => {
      const costUsd =
        (await meters
          .get(id)
          ?.read()
          .catch(() => undefined)) ?? live.get(id)
      forget(id)
      return costUsd
    },
    lastKnownLimits,
  }
  return costWatch
}
