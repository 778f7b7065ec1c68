import { cancelExecution } from './cancel.ts'
import type { ServiceContext } from './context.ts'

/** Nothing new is started; what runs, runs on and is still recorded. */
export function drainService(context: ServiceContext): { running: number } {
  context.draining.abort()
  return { running: context.liveRuns.size }
}

/** Stops watching and leaves every run alone: each goes on under its supervisor until its deadline. */
export async function closeService(context: ServiceContext): Promise<{ running: number }> {
  drainService(context)
  context.closing.abort()
  const live = [...context.liveRuns.values()]
  for (const { run } of live) run.detach()
  // A write that is under way holds the lock of its execution.
  await context.locks.idle()
  return { running: live.length }
}

/** Cancels every live run; what is queued stays queued and runs with the next server. */
export async function cancelAllRuns(context: ServiceContext): Promise<{ cancelled: number; failed: number }> {
  drainService(context)
  const results = await Promise.allSettled(
    [...context.liveRuns.keys()].map((id) => cancelExecution(context, id)),
  )
  const failed = results.filter(({ status }) => status === 'rejected')
  for (const { reason } of failed as PromiseRejectedResult[]) {
    context.log.error({ err: reason as unknown }, 'a run could not be cancelled')
  }
  return { cancelled: results.length - failed.length, failed: failed.length }
}
