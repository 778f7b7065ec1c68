import type { Metadata } from 'next'
import { ExecutionView } from '../../../features/workflow/components/execution-view.tsx'
import { api, HydrateClient, orNotFound } from '../../../trpc/server.ts'

interface ExecutionPageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: ExecutionPageProps): Promise<Metadata> {
  try {
    const { skill, projectName } = await api.workflow.status(await params)
    return { title: `${skill} · ${projectName}` }
  } catch {
    // What is wrong with it, the page itself finds out and says.
    return {}
  }
}

export default async function ExecutionPage({ params }: ExecutionPageProps) {
  const { id } = await params
  await orNotFound(api.workflow.status({ id }))
  await api.workflow.status.prefetch({ id })
  return (
    <HydrateClient>
      <ExecutionView id={id} />
    </HydrateClient>
  )
}
