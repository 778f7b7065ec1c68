import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ExecutionStore } from '../../src/store/port.ts'
import { newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'

const NOTHING = { executions: [], removedIds: [], isReset: false }

/** What every store promises about what changed. `openStore` opens an empty one. */
export function describeChangesContract(name: string, openStore: () => Promise<ExecutionStore>): void {
  describe(`${name}: changes`, () => {
    it('tells where things stand, and nothing of what was before', async () => {
      const store = await openStore()
      await store.create(newExecution({ status: 'running' }))
      await store.create(newExecution({ status: 'failed' }))
      const counts = { queued: 0, running: 1, waiting_for_input: 0 }
      expect(await store.changes()).toMatchObject({ ...NOTHING, counts })
    })

    it('tells each change once, an execution that changed twice as it is now', async () => {
      const store = await openStore()
      const first = await store.create(newExecution())
      const { cursor } = await store.changes()
      const second = await store.create(newExecution())
      const running = await store.update({ ...first, status: 'running' })
      await store.update({ ...running, status: 'waiting_for_input' })
      const answer = await store.changes(cursor)
      expect(answer.executions.map(({ id, status, revision }) => [id, status, revision])).toEqual([
        [second.id, 'queued', 1],
        [first.id, 'waiting_for_input', 3],
      ])
      expect(answer.counts).toEqual({ queued: 1, running: 0, waiting_for_input: 1 })
      expect(await store.changes(answer.cursor)).toMatchObject({ ...NOTHING, cursor: answer.cursor })
    })

    it('names what was removed', async () => {
      const store = await openStore()
      const at = '2026-03-01T08:00:00.000Z'
      const { id } = await store.create(newExecution({ status: 'completed', completedAt: at }))
      const { cursor } = await store.changes()
      expect(await store.remove(id)).toBe(true)
      expect(await store.changes(cursor)).toMatchObject({ ...NOTHING, removedIds: [id] })
    })

    it('tells up to 200, and of more only that it cannot', async () => {
      const store = await openStore()
      const { cursor } = await store.changes()
      for (let at = 0; at < 200; at += 1) await store.create(newExecution())
      expect((await store.changes(cursor)).executions).toHaveLength(200)
      await store.create(newExecution())
      expect(await store.changes(cursor)).toMatchObject({ ...NOTHING, isReset: true })
    })

    it('begins anew for the cursor of another server, and goes on from there', async () => {
      const store = await openStore()
      const other = await openStore()
      const { cursor } = await other.changes()
      const answer = await store.changes(cursor)
      expect(answer.isReset).toBe(true)
      const { id } = await store.create(newExecution())
      expect((await store.changes(answer.cursor)).executions.map((execution) => execution.id)).toEqual([id])
    })

    it.each([
      'x',
      '!!!!',
      cursorOf('a/1'),
      cursorOf(`${randomUUID()}/x`),
      `${cursorOf(`${randomUUID()}/1`)}=`,
    ])('refuses the cursor %j', async (cursor) => {
      const store = await openStore()
      expect((await refusalOf(store.changes(cursor))).code).toBe('INVALID_INPUT')
    })
  })
}

function cursorOf(text: string): string {
  return Buffer.from(text).toString('base64url')
}
