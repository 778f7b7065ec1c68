import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ExecutionStatus } from '../../src/schema/index.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { instant, newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'

/** What every store promises about what has ended. `openStore` opens an empty one. */
export function describeRemovalContract(name: string, openStore: () => Promise<ExecutionStore>): void {
  describe(`${name}: removal`, () => {
    it('names what ended before an instant, and nothing that has not ended, oldest first', async () => {
      const store = await openStore()
      const endAt = (status: ExecutionStatus, at: number, times: object) =>
        store.create(newExecution({ status, startedAt: instant(at), ...times }))
      const failed = await endAt('failed', 2, { completedAt: instant(12) })
      const completed = await endAt('completed', 1, { completedAt: instant(10) })
      const cancelled = await endAt('cancelled', 3, { cancelledAt: instant(11) })
      for (const status of ['queued', 'running', 'waiting_for_input'] as const) await endAt(status, 0, {})
      expect(await store.listEnded(instant(10))).toEqual([])
      expect(await store.listEnded(instant(11))).toEqual([completed.id])
      expect(await store.listEnded(instant(99))).toEqual([completed.id, failed.id, cancelled.id])
    })

    it('removes what has ended from everything that shows it', async () => {
      const store = await openStore()
      const ended = { status: 'completed', completedAt: instant(1) } as const
      const { id } = await store.create(newExecution({ ...ended, requestId: 'click' }))
      const other = await store.create(newExecution(ended))
      expect(await store.remove(id)).toBe(true)
      expect(await store.get(id)).toBeUndefined()
      expect(await store.findByRequestId('click')).toBeUndefined()
      expect((await store.list({ limit: 50 })).executions.map((summary) => summary.id)).toEqual([other.id])
      expect(await store.listEnded(instant(9))).toEqual([other.id])
      expect(await store.remove(id)).toBe(false)
    })

    it.each(['queued', 'running', 'waiting_for_input'] as const)(
      'never removes what is %s',
      async (status) => {
        const store = await openStore()
        const live = await store.create(newExecution({ status }))
        expect(await store.remove(live.id)).toBe(false)
        expect(await store.get(live.id)).toEqual(live)
      },
    )

    it('knows nothing to remove of an unknown id, and refuses one that is none', async () => {
      const store = await openStore()
      expect(await store.remove(randomUUID())).toBe(false)
      expect((await refusalOf(store.remove('../x'))).code).toBe('INVALID_INPUT')
    })
  })
}
