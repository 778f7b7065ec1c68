import type { ExecutionStatus } from '@specflow/workflow/schema'
import type { BuiltServer } from '../support/built-server.ts'

/** The sample project of a demo server, and in it an execution in every status; the one that runs does so for minutes. */
export interface OneOfEach {
  projectId: string
  ids: Record<ExecutionStatus, string>
}

export async function startOneOfEach({ api }: BuiltServer): Promise<OneOfEach> {
  const { projects } = (await api.get('/api/projects')).json as { projects: { id: string }[] }
  const projectId = projects[0]?.id ?? ''
  const start = (skill: string, input: string) => api.start({ projectId, skill, input })

  const completed = await start('demo-complete', 'the parts of the garden, with their paths')
  await api.untilStatus(completed, 'completed')
  const failed = await start('demo-complete', 'fake-claude: skill_error')
  await api.untilStatus(failed, 'failed')
  const asking = await start('demo-ask', 'which shelf it is about')
  await api.untilStatus(asking, 'waiting_for_input')
  const cancelled = await start('demo-long', 'something that nobody wants any more')
  await api.untilStatus(cancelled, 'running')
  await api.cancel(cancelled)
  const running = await start('demo-long', 'a long look at everything')
  await api.untilStatus(running, 'running')
  const queued = await start('demo-complete', 'what comes afterwards')
  return { projectId, ids: { queued, running, waiting_for_input: asking, completed, failed, cancelled } }
}
