import type { Metadata } from 'next'
import { ExecutionView } from '../../../features/workflow/components/execution-view.tsx'
import { api, HydrateClient, orNotFound } from '../../../trpc/server.ts'

interface ExecutionPageProps {
  params: Promise<{ id: string }>
}

export async function generateMetadata({ params }: ExecutionPageProps): Promise<Metadata> {
  const { skill, projectName } = await orNotFound(api.workflow.status(await params))
  return { title: `${skill} · ${projectName}` }
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
