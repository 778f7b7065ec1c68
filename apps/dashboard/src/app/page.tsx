import { ProjectsView } from '../features/project/components/projects-view.tsx'
import { ACTIVE_EXECUTIONS_INPUT, EXECUTIONS_PER_PAGE } from '../features/workflow/list-inputs.ts'
import { api, HydrateClient } from '../trpc/server.ts'

export default async function ProjectsPage() {
  await Promise.all([
    api.project.list.prefetch(),
    api.workflow.list.prefetch(ACTIVE_EXECUTIONS_INPUT),
    api.workflow.list.prefetchInfinite({ limit: EXECUTIONS_PER_PAGE }),
  ])
  return (
    <HydrateClient>
      <h1 className="mb-5 text-xl font-semibold tracking-tight">Projects</h1>
      <ProjectsView />
    </HydrateClient>
  )
}
