import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import type { HttpResponse } from '../support/http.ts'

const MANY = 50
const CANCELS = 20

describe('the same request many times at once', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const statuses = (responses: HttpResponse[]) => responses.map(({ status }) => status).sort((a, b) => a - b)

  it('A4 50 starts with one request id at once start once', async () => {
    const body = {
      projectId: fake.projectId,
      skill: 'review',
      input: 'fake-claude: ok',
      requestId: 'one and the same',
    }

    const responses = await Promise.all(
      Array.from({ length: MANY }, () => fake.server.api.post('/api/workflow/start', body)),
    )

    expect(statuses(responses)).toEqual([...Array<number>(MANY - 1).fill(200), 201])
    const ids = new Set(responses.map(({ json }) => (json as { id: string }).id))
    expect(ids.size).toBe(1)
    const [id = ''] = ids
    await fake.server.api.untilStatus(id, 'completed')
    expect(ofKind(fake.log(id), 'start')).toHaveLength(1)
  })

  it.each<[string, (index: number) => string]>([
    ['identical', () => 'SQLite'],
    ['different', (index) => `the answer ${String(index)}`],
  ])(
    'A5 of 50 %s answers to one set at once one resumes once, and 49 are told which it was',
    async (_what, wording) => {
      const { id } = await fake.startAndAsk('needs_input')

      const responses = await Promise.all(
        Array.from({ length: MANY }, (_, index) =>
          fake.server.api.post('/api/workflow/answer', { id, answers: { q1: wording(index) } }),
        ),
      )

      expect(statuses(responses)).toEqual([200, ...Array<number>(MANY - 1).fill(409)])
      const taken = responses.findIndex(({ status }) => status === 200)
      const completed = await fake.server.api.untilStatus(id, 'completed')
      expect(completed.answers.map(({ answers }) => answers)).toEqual([{ q1: wording(taken) }])
      for (const { json } of responses.toSpliced(taken, 1)) {
        expect(json).toMatchObject({
          error: { code: 'ALREADY_ANSWERED', details: { answer: completed.answers[0] } },
        })
      }
      expect(ofKind(fake.log(id), 'start')).toHaveLength(2)
      expect(completed.output?.message).toContain(wording(taken))
    },
  )

  it('A5 takes 50 repetitions of an answer with one request id for the first one', async () => {
    const { id } = await fake.startAndAsk('needs_input')
    const body = { id, answers: { q1: 'SQLite' }, requestId: 'answer-1' }

    const responses = await Promise.all(
      Array.from({ length: MANY }, () => fake.server.api.post('/api/workflow/answer', body)),
    )

    expect(statuses(responses)).toEqual(Array<number>(MANY).fill(200))
    const completed = await fake.server.api.untilStatus(id, 'completed')
    expect(completed.answers).toHaveLength(1)
    expect(ofKind(fake.log(id), 'start')).toHaveLength(2)
  })

  it('A9 20 cancels at once stop once, and each gets the same receipt', async () => {
    const id = await fake.start('spawn:setsid+hang')
    await fake.leavesOf(id, 1)

    const receipts = await Promise.all(
      Array.from({ length: CANCELS }, async () => (await fake.server.api.cancel(id)).stop),
    )

    expect(receipts[0]?.endedAt).toBeDefined()
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0])
    expect(ofKind(fake.log(id), 'signal').map(({ signal }) => signal)).toEqual(['SIGTERM'])
    expect((await fake.server.api.cancel(id)).stop).toEqual(receipts[0])
  })

  it('never runs more than the project may, whatever is asked', { timeout: 120_000 }, async () => {
    const path = await fake.createProject('busy')
    const projectId = await fake.server.api.register(path)

    const ids = await Promise.all(Array.from({ length: 12 }, () => fake.start('ok', { projectId })))
    for (const id of ids) await fake.server.api.untilStatus(id, 'completed')

    const ends = ids.flatMap((id) => {
      const log = fake.log(id)
      const [start] = ofKind(log, 'start')
      const [exit] = ofKind(log, 'exit')
      expect(ofKind(log, 'start')).toHaveLength(1)
      return [
        { at: start?.at ?? '', by: 1 },
        { at: exit?.at ?? '', by: -1 },
      ]
    })
    let alive = 0
    for (const { by } of ends.sort((a, b) => a.at.localeCompare(b.at) || a.by - b.by)) {
      alive += by
      expect(alive).toBeLessThanOrEqual(4)
    }
  })
})
