import type { Overview, OverviewInput } from '../schema/index.ts'
import { ownTimeZone } from '../statistics/days.ts'
import { surveyExecutions } from '../statistics/survey-executions.ts'
import type { IndexedExecution } from '../store/port.ts'
import type { ServiceContext } from './context.ts'

/** Everything at a glance; beside the index only what live runs wrote last is looked at. */
export async function readOverview(context: ServiceContext, input: OverviewInput): Promise<Overview> {
  const { timeZone = ownTimeZone() } = input
  const survey = surveyExecutions(await context.store.listIndexed(), { timeZone, now: context.now() })
  const running = await Promise.all(survey.running.map((execution) => withActivity(context, execution)))
  return { ...survey, running }
}

async function withActivity(
  { agents }: ServiceContext,
  { attempts, summary }: IndexedExecution,
): Promise<Overview['running'][number]> {
  const reference = { executionId: summary.id, attempt: Math.max(attempts, 1) }
  // That it cannot be told when it wrote last is no reason to show nothing of it.
  const lastActivityAt = await agents
    .forKind(summary.agent)
    .lastActivity(reference)
    .catch(() => undefined)
  return { ...summary, ...(lastActivityAt !== undefined && { lastActivityAt }) }
}
