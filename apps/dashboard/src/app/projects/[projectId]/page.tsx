import type { Metadata } from 'next'
import { ProjectView } from '../../../features/project/components/project-view.tsx'
import { EXECUTIONS_PER_PAGE } from '../../../features/workflow/list-inputs.ts'
import { api, HydrateClient, orNotFound } from '../../../trpc/server.ts'

interface ProjectPageProps {
  params: Promise<{ projectId: string }>
}

export async function generateMetadata({ params }: ProjectPageProps): Promise<Metadata> {
  try {
    const { name } = await api.project.get({ projectId: await readProjectId(params) })
    return { title: name }
  } catch {
    // What is wrong with it, the page itself finds out and says.
    return {}
  }
}

export default async function ProjectPage({ params }: ProjectPageProps) {
  const projectId = await readProjectId(params)
  await orNotFound(api.project.get({ projectId }))
  // Before the lists: what changes after this moment, the poller tells.
  await api.workflow.changes.prefetch({})
  await Promise.all([
    api.project.get.prefetch({ projectId }),
    api.project.skills.prefetch({ projectId }),
    api.workflow.list.prefetchInfinite({ projectId, limit: EXECUTIONS_PER_PAGE }),
  ])
  return (
    <HydrateClient>
      <ProjectView projectId={projectId} />
    </HydrateClient>
  )
}

/** Next hands the segment over as it stands in the address, and a project id may be any text. */
async function readProjectId(params: ProjectPageProps['params']): Promise<string> {
  return decodeURIComponent((await params).projectId)
}
