import { expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

interface Line extends Record<string, unknown> {
  level: string
  message: string
}

/** The lines of the log among everything that the server printed. */
function readLog({ server }: FakeAgentServer): Line[] {
  const lines = server.output().split('\n')
  return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Line)
}

it('the built server logs every transition of an execution once, with status before and after', async () => {
  await using fake = await startFakeAgentServer()
  const started = await fake.server.request({
    method: 'POST',
    path: '/api/workflow/start',
    headers: { 'content-type': 'application/json', 'x-request-id': 'the-start' },
    body: JSON.stringify({
      projectId: fake.projectId,
      skill: 'review',
      input: 'fake-claude: needs_input',
    }),
  })
  const { id } = started.json as { id: string }
  const { questionSet } = await fake.server.api.untilStatus(id, 'waiting_for_input')
  const answers = Object.fromEntries(
    questionSet?.questions.map(({ id: key, options }) => [key, options[0]?.label ?? 'yes']) ?? [],
  )
  await fake.server.api.answer(id, answers)
  await fake.server.api.untilStatus(id, 'completed')
  await fake.server.stop()

  const moves = readLog(fake).filter(({ message }) => message === 'execution moved')
  expect(moves.every(({ executionId, level }) => executionId === id && level === 'info')).toBe(true)
  expect(moves.map(({ event, from, to }) => [event, from, to])).toEqual([
    ['accepted', null, 'queued'],
    ['run_started', 'queued', 'running'],
    ['input_requested', 'running', 'waiting_for_input'],
    ['answered', 'waiting_for_input', 'queued'],
    ['run_started', 'queued', 'running'],
    ['completed', 'running', 'completed'],
  ])
  // What a run comes to belongs to the request that set it going.
  expect(started.headers['x-request-id']).toBe('the-start')
  expect(moves.map(({ httpRequestId }) => httpRequestId === 'the-start')).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ])
  expect(moves.every(({ httpRequestId }) => typeof httpRequestId === 'string')).toBe(true)
  const revisions = moves.map(({ revision }) => Number(revision))
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b))
})

it('a server that is told to be silent logs nothing', async () => {
  await using fake = await startFakeAgentServer({ SPECFLOW_LOG_LEVEL: 'silent' })
  const id = await fake.start('ok')
  await fake.server.api.untilStatus(id, 'completed')
  await fake.server.stop()
  expect(readLog(fake)).toEqual([])
})
