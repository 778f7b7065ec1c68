import type { ChangePage, ChangesInput, ShownExecution, StatusInput } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { waitUntilNew } from './wait-until-new.ts'

/** Without `since` what is known is the record as it is now. */
export async function readStatus(
  context: ServiceContext,
  { id, since, wait = 0 }: StatusInput,
  signal?: AbortSignal,
): Promise<ShownExecution> {
  const known = since ?? (wait === 0 ? undefined : (await context.records.require(id)).revision)
  return waitUntilNew(context, {
    id,
    seconds: wait,
    signal,
    read: () => getExecution(context, id),
    isNew: ({ revision }) => revision !== known,
  })
}

/** Why it waits and how far a stop has come is derived at each read: it changes without the record, and a read writes nothing. */
export async function getExecution(context: ServiceContext, id: string): Promise<ShownExecution> {
  const execution = await context.records.require(id)
  if (execution.status === 'running') {
    const stopProgress = context.liveRuns.get(id)?.run.stopProgress()
    return stopProgress === undefined ? execution : { ...execution, stopProgress }
  }
  if (execution.status !== 'queued') return execution
  const queuedBecause = await context.queue.reasonFor(id, context.findHolders)
  return queuedBecause === undefined ? execution : { ...execution, queuedBecause }
}

/** Without `since` there is nothing to wait for: the answer says where things stand. */
export function readChanges(
  context: ServiceContext,
  { since, wait = 0 }: ChangesInput,
  signal?: AbortSignal,
): Promise<ChangePage> {
  return waitUntilNew(context, {
    seconds: wait,
    signal,
    read: () => context.store.changes(since),
    isNew: ({ cursor, isReset }) => isReset || cursor !== since,
  })
}
