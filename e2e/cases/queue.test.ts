import { describe, expect, it } from 'vitest'
import type { ExecutionStatus } from '@specflow/workflow/schema'
import { until } from '../support/until.ts'
import {
  mostAlive,
  startCountingAgentServer,
  type CountedEvent,
  type CountingAgentServer,
} from './counting-agent-server.ts'

const MAX_RUNS = 4
const PROJECTS = 20
const STARTS_PER_PROJECT = 10
const LIMITED = { SPECFLOW_MAX_RUNS: String(MAX_RUNS) }

describe('the queue of a built server', () => {
  it(
    'never has more agents alive than it may, runs each once, in order, and gives projects their turns: 200 starts at once',
    {
      timeout: 300_000,
    },
    async () => {
      await using counting = await startCountingAgentServer(PROJECTS + MAX_RUNS, LIMITED)
      // Projects of their own hold all slots until everything has entered: then the turns are exact.
      const names = [...counting.projects.keys()]
      const [blockers, busy] = [names.slice(PROJECTS), names.slice(0, PROJECTS)]
      const blocking = await Promise.all(blockers.map((name) => counting.start(name, counting.gate('all'))))
      await untilStarted(counting, blocking)
      const ids = await Promise.all(
        Array.from({ length: STARTS_PER_PROJECT }, () => busy.map((name) => counting.start(name))).flat(),
      )
      const inOrder = await byStartTime(counting, ids)
      expect((await counting.server.api.get('/api/health')).json).toMatchObject({
        runs: { active: MAX_RUNS, queued: PROJECTS * STARTS_PER_PROJECT },
      })

      await counting.open('all')
      await untilAll(counting, ids, 'completed')

      const events = counting.events()
      const starts = startsOf(events, busy)
      expect(mostAlive(events)).toBe(MAX_RUNS)
      expect(starts.toSorted()).toEqual(ids.toSorted())
      for (const name of busy) {
        const started = startsOf(events, [name])
        expect(started).toEqual(inOrder.filter((id) => started.includes(id)))
      }
      expectFair(events.filter(({ event, project }) => event === 'start' && busy.includes(project)))
    },
  )

  it(
    'A4 50 starts with different request ids at once are all accepted and run one at a time, in order',
    {
      timeout: 120_000,
    },
    async () => {
      await using counting = await startCountingAgentServer(1)
      const projectId = counting.projects.get('p1')
      const responses = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          counting.server.api.post('/api/workflow/start', {
            projectId,
            skill: 'review',
            input: 'go',
            requestId: `click-${String(index)}`,
          }),
        ),
      )

      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]))
      const ids = responses.map(({ json }) => (json as { id: string }).id)
      expect(new Set(ids).size).toBe(50)
      await untilAll(counting, ids, 'completed')
      expect(mostAlive(counting.events())).toBe(1)
      expect(startsOf(counting.events(), ['p1'])).toEqual(await byStartTime(counting, ids))
    },
  )

  it('keeps its order through kill -9, and starts each once', { timeout: 120_000 }, async () => {
    await using counting = await startCountingAgentServer(3, { SPECFLOW_MAX_RUNS: '2' })
    const names = [...counting.projects.keys()]
    const first = await Promise.all(
      names.slice(0, 2).map((name) => counting.start(name, counting.gate('first'))),
    )
    await untilStarted(counting, first)
    const ids = await Promise.all([1, 2, 3, 4].flatMap(() => names.map((name) => counting.start(name))))

    await counting.crash()
    await counting.open('first')
    await until(() => startsOf(counting.events(), names).length >= 5, { what: 'some of the queue to run' })
    await counting.crash()
    await untilAll(counting, [...first, ...ids], 'completed')

    const events = counting.events()
    expect(mostAlive(events)).toBeLessThanOrEqual(2)
    expect(startsOf(events, names).toSorted()).toEqual([...first, ...ids].toSorted())
    const inOrder = await byStartTime(counting, [...first, ...ids])
    for (const name of names) {
      const started = startsOf(events, [name])
      expect(started).toEqual(inOrder.filter((id) => started.includes(id)))
    }
  })

  it('never starts what was cancelled while it was queued, also after kill -9', async () => {
    await using counting = await startCountingAgentServer(1)
    const first = await counting.start('p1', counting.gate('first'))
    await untilStarted(counting, [first])
    const queued = await Promise.all([1, 2, 3, 4].map(() => counting.start('p1')))
    const [cancelledBefore = '', kept = '', cancelledAfter = '', last = ''] = queued

    expect(await counting.server.api.cancel(cancelledBefore)).toMatchObject({ status: 'cancelled', runs: [] })
    await counting.crash()
    expect(await counting.server.api.cancel(cancelledAfter)).toMatchObject({ status: 'cancelled', runs: [] })
    await counting.open('first')
    await untilAll(counting, [first, kept, last], 'completed')

    expect(startsOf(counting.events(), ['p1']).toSorted()).toEqual([first, kept, last].toSorted())
  })
})

function startsOf(events: readonly CountedEvent[], projects: readonly string[]): string[] {
  return events.flatMap(({ event, executionId, project }) =>
    event === 'start' && projects.includes(project) ? executionId : [],
  )
}

/** Up to so many agents begin at once and may write in any order; beyond that no project is ahead of another. */
function expectFair(starts: readonly CountedEvent[]): void {
  const counts = new Map<string, number>()
  for (const [index, { project }] of starts.entries()) {
    counts.set(project, (counts.get(project) ?? 0) + 1)
    const ahead = Math.max(...counts.values())
    const turn = Math.floor(Math.max(0, index + 1 - MAX_RUNS) / PROJECTS)
    expect(ahead, `after ${String(index + 1)} starts`).toBeLessThanOrEqual(turn + 2)
  }
  expect(new Set(counts.values())).toEqual(new Set([STARTS_PER_PROJECT]))
}

async function untilStarted(counting: CountingAgentServer, ids: readonly string[]): Promise<void> {
  const hasStarted = (id: string) =>
    counting.events().some(({ event, executionId }) => event === 'start' && executionId === id)
  await until(() => ids.every(hasStarted), { what: 'the first agents to begin' })
}

async function untilAll({ server }: CountingAgentServer, ids: readonly string[], status: ExecutionStatus) {
  await until(
    async () => {
      const { json } = await server.api.get('/api/workflow/list?status=queued,running&limit=1')
      return (json as { executions: unknown[] }).executions.length === 0
    },
    { what: 'the end of everything', timeoutMs: 240_000 },
  )
  for (const id of ids) expect((await server.api.status(id)).status).toBe(status)
}

/** The ids in order of the times at which their starts were accepted. */
async function byStartTime({ server }: CountingAgentServer, ids: readonly string[]): Promise<string[]> {
  const executions = await Promise.all(ids.map((id) => server.api.status(id)))
  return executions.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt)).map(({ id }) => id)
}
