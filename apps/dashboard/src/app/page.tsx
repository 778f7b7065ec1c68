import { OverviewView } from '../features/overview/components/overview-view.tsx'
import { api, HydrateClient } from '../trpc/server.ts'

export default async function OverviewPage() {
  // Before the rest: what changes after this moment, the poller tells.
  await api.workflow.changes.prefetch({})
  await Promise.all([api.project.list.prefetch(), api.workflow.overview.prefetch({})])
  return (
    <HydrateClient>
      <OverviewView />
    </HydrateClient>
  )
}
