import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ExecutionStatus, ListFilter } from '../../src/schema/index.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { instant, newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'

const GENUINE_CURSOR = cursorOf(`${instant(5)}/00000000-0000-4000-8000-000000000000`)

/** What every store promises about lists. `openStore` opens an empty one. */
export function describeListContract(name: string, openStore: () => Promise<ExecutionStore>): void {
  describe(`${name}: lists`, () => {
    it('is empty at first', async () => {
      const store = await openStore()
      expect(await store.list({ limit: 50 })).toEqual({ executions: [], nextCursor: null, unreadable: [] })
      expect(await store.listUnfinished()).toEqual([])
    })

    it('lists summaries, newest start first and by id within an instant', async () => {
      const store = await openStore()
      const ids = [0, 1, 2].map((digit) => `${String(digit)}${randomUUID().slice(1)}`)
      for (const id of ids.toReversed()) await store.create(newExecution({ id, startedAt: instant(5) }))
      const newest = await store.create(
        newExecution({ startedAt: instant(6), output: { status: 'completed' } }),
      )
      const { executions } = await store.list({ limit: 50 })
      expect(executions.map(({ id }) => id)).toEqual([newest.id, ...ids])
      expect(executions[0]).not.toHaveProperty('output')
    })

    it('filters by project and by status, and follows a change of status', async () => {
      const store = await openStore()
      const running = await store.create(newExecution({ projectId: 'a', status: 'running' }))
      const failed = await store.create(newExecution({ projectId: 'a', status: 'failed' }))
      await store.create(newExecution({ projectId: 'b', status: 'running' }))
      const idsOf = async (status: ExecutionStatus[]) =>
        (await store.list({ projectId: 'a', status, limit: 50 })).executions.map(({ id }) => id)
      expect(await idsOf(['running'])).toEqual([running.id])
      await store.update({ ...running, status: 'completed' })
      expect(await idsOf(['running'])).toEqual([])
      expect((await idsOf(['completed', 'failed'])).sort()).toEqual([running.id, failed.id].sort())
    })

    it('filters by skill, by text, and by when it started', async () => {
      const store = await openStore()
      const plan = await store.create(
        newExecution({ skill: 'team:plan', input: 'Mend the GATE\nof the garden', startedAt: instant(1) }),
      )
      const shed = await store.create(newExecution({ projectName: 'Shed', startedAt: instant(2) }))
      const idsOf = async (filter: ListFilter) =>
        (await store.list({ ...filter, limit: 50 })).executions.map(({ id }) => id)
      expect(await idsOf({ skill: 'team:plan' })).toEqual([plan.id])
      expect(await idsOf({ skill: 'plan' })).toEqual([])
      expect(await idsOf({ text: 'PLAN' })).toEqual([plan.id])
      expect(await idsOf({ text: ' gate of ' })).toEqual([plan.id])
      expect(await idsOf({ text: 'shed' })).toEqual([shed.id])
      expect(await idsOf({ text: shed.id.slice(0, 8).toUpperCase() })).toEqual([shed.id])
      expect(await idsOf({ text: shed.id.slice(9) })).toEqual([])
      expect(await idsOf({ startedAfter: instant(2) })).toEqual([shed.id])
      expect(await idsOf({ startedBefore: instant(2).replace('.000', '') })).toEqual([plan.id])
      expect(await idsOf({ text: 'gate', skill: 'review' })).toEqual([])
    })

    it.each([1, 2, 3, 7, 8])('pages of %i show everything once, in order', async (limit) => {
      const store = await openStore()
      for (let at = 0; at < 7; at += 1) await store.create(newExecution({ startedAt: instant(at >> 1) }))
      const whole = (await store.list({ limit: 50 })).executions
      expect(await readAllPages(store, limit)).toEqual(whole)
    })

    it('keeps its place while new executions appear', async () => {
      const store = await openStore()
      for (let at = 0; at < 6; at += 1) await store.create(newExecution({ startedAt: instant(at) }))
      const before = (await store.list({ limit: 50 })).executions
      const seen = await readAllPages(store, 2, async (page) => {
        await store.create(newExecution({ startedAt: instant(100 + page) }))
      })
      expect(seen).toEqual(before)
    })

    it.each([
      'x',
      'bm90LWEtY3Vyc29y',
      '!!!!',
      cursorOf('2026-03-01T09:00:00.000Z/../..'),
      GENUINE_CURSOR + '=',
    ])('refuses the cursor %j', async (cursor) => {
      const store = await openStore()
      expect((await refusalOf(store.list({ limit: 10, cursor }))).code).toBe('INVALID_INPUT')
    })

    it('takes a cursor whose execution it no longer has', async () => {
      const store = await openStore()
      const older = await store.create(newExecution({ startedAt: instant(0) }))
      await store.create(newExecution({ startedAt: instant(100_000) }))
      const { executions } = await store.list({ limit: 10, cursor: GENUINE_CURSOR })
      expect(executions.map(({ id }) => id)).toEqual([older.id])
    })

    it('lists what has not ended, oldest first', async () => {
      const store = await openStore()
      const statuses: ExecutionStatus[] = [
        'waiting_for_input',
        'completed',
        'running',
        'cancelled',
        'queued',
        'failed',
      ]
      for (const [at, status] of statuses.entries()) {
        await store.create(newExecution({ status, startedAt: instant(100 - at) }))
      }
      const unfinished = await store.listUnfinished()
      expect(unfinished.map(({ status }) => status)).toEqual(['queued', 'running', 'waiting_for_input'])
    })
  })
}

async function readAllPages(
  store: ExecutionStore,
  limit: number,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<unknown[]> {
  const seen: unknown[] = []
  let cursor: string | null | undefined
  for (let page = 0; cursor !== null; page += 1) {
    const read = await store.list({ limit, ...(cursor !== undefined && { cursor }) })
    expect(read.executions.length).toBeLessThanOrEqual(limit)
    seen.push(...read.executions)
    cursor = read.nextCursor
    await between(page)
  }
  return seen
}

function cursorOf(position: string): string {
  return Buffer.from(position).toString('base64url')
}
