import { unknownProject } from '../errors.ts'
import { costReached, findRefusal } from '../limits/find-refusal.ts'
import { scopesWith } from '../limits/scopes.ts'
import type { UsageFacts } from '../limits/usage.ts'
import type { AllLimits, SetLimitsInput, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'

type LimitsContext = Pick<ServiceContext, 'costWatch' | 'limits' | 'locks' | 'now' | 'store'>

/** The lock of whoever makes a run that counts: two that look at once would both find room for one. */
const ADMISSION = 'admission'

/**
 * Writes a record that leads to one more run, if the limits have room for it. Throws `RATE_LIMITED`, and `LIMITS_UNREADABLE`
 * where it is not known what they are.
 */
export async function admitRun<T>(
  context: LimitsContext,
  projectId: string,
  write: () => Promise<T>,
): Promise<T> {
  const all = await context.limits.read()
  const scopes = scopesWith(all, projectId, ['maxRunsPerHour', 'maxCostPerDayUsd'])
  if (scopes.length === 0) return write()
  return context.locks.run(ADMISSION, async () => {
    const refusal = findRefusal(scopes, await readUsage(context))
    if (refusal) throw refusal
    return write()
  })
}

/** Limits that cannot be read any more hold as they were last; where they never could be, `LIMITS_UNREADABLE` is thrown. */
export async function findSpentDay(
  context: LimitsContext,
  { projectId }: Pick<WorkflowExecution, 'projectId'>,
): Promise<string | undefined> {
  const scopes = scopesWith(await context.costWatch.lastKnownLimits(), projectId, ['maxCostPerDayUsd'])
  if (scopes.length === 0) return undefined
  const facts = await readUsage(context)
  return scopes.map((scope) => costReached(scope, facts)).find((reached) => reached !== undefined)?.words
}

export async function readUsage({
  costWatch,
  now,
  store,
}: Omit<LimitsContext, 'limits' | 'locks'>): Promise<UsageFacts> {
  return { executions: await store.listIndexed(), live: costWatch.live, now: now() }
}

/** Of a project that is gone only what it still has can be changed. */
export async function setLimits(
  context: ServiceContext,
  { limits, projectId }: SetLimitsInput,
): Promise<AllLimits> {
  if (projectId !== undefined && !(await context.projects.get(projectId))) {
    const { projects } = await context.limits.read()
    if (!Object.hasOwn(projects, projectId)) throw unknownProject(projectId)
  }
  const all = await context.limits.set({ projectId }, limits)
  context.log.info({ ...(projectId !== undefined && { projectId }), limits }, 'limits set')
  context.costWatch.wake()
  return all
}
