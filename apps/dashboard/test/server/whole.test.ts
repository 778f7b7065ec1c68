import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Project, WorkflowExecution } from '@specflow/workflow/schema'
import { projectsRoute } from '../../src/server/rest/projects.ts'
import { workflowAnswerRoute } from '../../src/server/rest/workflow-answer.ts'
import { workflowCancelRoute } from '../../src/server/rest/workflow-cancel.ts'
import { workflowStartRoute } from '../../src/server/rest/workflow-start.ts'
import { workflowStatusRoute } from '../../src/server/rest/workflow-status.ts'
import { makeRequest, read } from './support/requests.ts'
import { temporaryDirectory } from './support/temporary-directory.ts'
import { until } from './support/until.ts'
import { startWiredServer, type WiredServer } from './support/wired-server.ts'

const register = async ({ sampleProjectSource: path }: WiredServer) =>
  (await read<Project>(projectsRoute.POST(makeRequest('/api/projects', { json: { path } })))).body

const start = (project: Project, skill: string) =>
  read<WorkflowExecution>(
    workflowStartRoute.POST(makeRequest('/api/workflow/start', { json: { projectId: project.id, skill } })),
  )

const statusOf = async (id: string) =>
  (await read<WorkflowExecution>(workflowStatusRoute.GET(makeRequest(`/api/workflow/status?id=${id}`)))).body

const untilStatus = (id: string, status: WorkflowExecution['status']) =>
  until(
    () => statusOf(id),
    (execution) => execution.status === status,
  )

test(
  'start, question, answer, question, answer, completed, in one session',
  { timeout: 60_000 },
  async () => {
    await using directory = await temporaryDirectory()
    await using server = await startWiredServer(directory.path)
    const { status, body } = await start(await register(server), 'demo-ask')
    expect(status).toBe(201)

    const sessions = new Set<string | undefined>()
    for (const round of [1, 2]) {
      const waiting = await untilStatus(body.id, 'waiting_for_input')
      sessions.add(waiting.sessionId)
      expect(waiting.runs).toHaveLength(round)
      const answers = Object.fromEntries(
        waiting.questionSet?.questions.map(({ id }) => [id, 'as you like']) ?? [],
      )
      const json = { id: body.id, questionSetId: waiting.questionSet?.id, answers }
      const answered = await read(workflowAnswerRoute.POST(makeRequest('/api/workflow/answer', { json })))
      expect(answered.status).toBe(200)
      const again = await read(workflowAnswerRoute.POST(makeRequest('/api/workflow/answer', { json })))
      expect(again).toMatchObject({ status: 409, body: { error: { code: 'ALREADY_ANSWERED' } } })
    }
    const completed = await untilStatus(body.id, 'completed')
    expect(sessions).toEqual(new Set([completed.sessionId]))
    expect(completed).toMatchObject({ agent: 'demo', output: { status: 'completed' } })
    expect(completed.answers).toHaveLength(2)
  },
)

test(
  'start and cancel: nothing survives, and a second cancel answers the same receipt',
  { timeout: 60_000 },
  async () => {
    await using directory = await temporaryDirectory()
    await using server = await startWiredServer(directory.path)
    const { body } = await start(await register(server), 'demo-long')
    await untilStatus(body.id, 'running')

    const cancel = () =>
      read<WorkflowExecution>(
        workflowCancelRoute.POST(makeRequest(`/api/workflow/cancel?id=${body.id}`, { method: 'POST' })),
      )
    const first = await cancel()
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'cancelled', stop: { reason: 'cancelled', survivors: [] } },
    })
    expect((await cancel()).body.stop).toEqual(first.body.stop)
  },
)

test('a second server on the same state directory is refused and told who owns it', async () => {
  await using directory = await temporaryDirectory()
  await using _ = await startWiredServer(directory.path)
  await expect(startWiredServer(directory.path)).rejects.toThrow(
    `${join(directory.path, 'home')} is in use by the SpecFlow server with pid ${String(process.pid)} at http://127.0.0.1:4747`,
  )
})
