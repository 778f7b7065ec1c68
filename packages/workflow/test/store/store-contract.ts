import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import { RevisionConflict, type ExecutionStore } from '../../src/store/port.ts'
import { instant, newExecution } from '../support/executions.ts'
import { refusalOf } from '../support/refusals.ts'

/** What every store promises. `openStore` opens an empty one. */
export function describeStoreContract(name: string, openStore: () => Promise<ExecutionStore>): void {
  describe(`${name}: records`, () => {
    it('gives back what was created, as revision 1', async () => {
      const store = await openStore()
      const execution = newExecution({
        input: 'a\u2028b "quoted" 🌲',
        output: { status: 'completed', extra: [1] },
      })
      const created = await store.create(execution)
      expect(created).toEqual({ ...execution, revision: 1 })
      expect(await store.get(execution.id)).toEqual(created)
    })

    it('knows nothing of an id that was never created', async () => {
      const store = await openStore()
      expect(await store.get(randomUUID())).toBeUndefined()
      expect((await refusalOf(store.update(newExecution()))).code).toBe('EXECUTION_NOT_FOUND')
    })

    it('creates an id once', async () => {
      const store = await openStore()
      const first = await store.create(newExecution({ skill: 'first' }))
      await expect(store.create({ ...first, revision: 0, skill: 'second' })).rejects.toThrow(RevisionConflict)
      expect(await store.get(first.id)).toEqual(first)
    })

    it('does not create a record that was stored before', async () => {
      const store = await openStore()
      await expect(store.create(newExecution({ revision: 3 }))).rejects.toThrow(RevisionConflict)
    })

    it('answers an update with the next revision', async () => {
      const store = await openStore()
      const created = await store.create(newExecution())
      const updated = await store.update({ ...created, status: 'running' })
      expect(updated).toEqual({ ...created, status: 'running', revision: 2 })
      expect(await store.get(created.id)).toEqual(updated)
    })

    it('lets one of two updates at once through and tells the other', async () => {
      const store = await openStore()
      const created = await store.create(newExecution())
      const outcomes = await Promise.allSettled([
        store.update({ ...created, queuedBecause: 'first' }),
        store.update({ ...created, queuedBecause: 'second' }),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      expect(outcomes[1]).toMatchObject({ reason: expect.any(RevisionConflict) as unknown })
      expect(await store.get(created.id)).toMatchObject({ revision: 2, queuedBecause: 'first' })
    })

    it('counts fifty updates that each begin from a fresh read', async () => {
      const store = await openStore()
      const { id } = await store.create(newExecution({ numTurns: 0 }))
      await Promise.all(Array.from({ length: 50 }, () => addOneTurn(store, id)))
      expect(await store.get(id)).toMatchObject({ numTurns: 50, revision: 51 })
    })

    it('shares no object with its callers', async () => {
      const store = await openStore()
      const created = await store.create(newExecution())
      created.runs.push({ attempt: 1, startedAt: instant(1) })
      const read = await store.get(created.id)
      expect(read?.runs).toEqual([])
      read?.runs.push({ attempt: 1, startedAt: instant(1) })
      expect((await store.get(created.id))?.runs).toEqual([])
    })

    it('refuses a record that it could not read again, and keeps the old one', async () => {
      const store = await openStore()
      const created = await store.create(newExecution())
      const broken = { ...created, startedAt: 'yesterday' }
      expect(await refusalOf(store.update(broken))).toMatchObject({
        code: 'INTERNAL',
        message: expect.stringContaining('startedAt') as unknown,
      })
      expect(await store.get(created.id)).toEqual(created)
    })

    it.each([
      '',
      '..',
      '../x',
      'A0000000-0000-4000-8000-000000000000',
      `${randomUUID()}/..`,
      `${randomUUID()}\0`,
    ])('refuses the id %j', async (id) => {
      const store = await openStore()
      for (const work of [
        store.get(id),
        store.create(newExecution({ id })),
        store.update(newExecution({ id })),
      ]) {
        expect((await refusalOf(work)).code).toBe('INVALID_INPUT')
      }
    })

    it('writes nothing any more once it is closed', async () => {
      const store = await openStore()
      const pending = store.create(newExecution())
      await store.close()
      const created = await pending
      expect(await store.get(created.id)).toEqual(created)
      expect((await refusalOf(store.create(newExecution()))).code).toBe('STORAGE_UNWRITABLE')
    })
  })

  describe(`${name}: request ids`, () => {
    it('finds an execution by the request id that it was started with', async () => {
      const store = await openStore()
      await store.create(newExecution())
      const created = await store.create(newExecution({ requestId: 'click-1' }))
      const updated = await store.update({ ...created, status: 'running' })
      expect(await store.findByRequestId('click-1')).toEqual(updated)
      expect(await store.findByRequestId('click-2')).toBeUndefined()
    })

    it('creates one execution of fifty that begin with one request id', async () => {
      const store = await openStore()
      const tries = Array.from({ length: 50 }, () => store.create(newExecution({ requestId: 'click' })))
      const outcomes = await Promise.allSettled(tries)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await store.list({ limit: 200 })).executions).toHaveLength(1)
    })
  })
}

async function addOneTurn(store: ExecutionStore, id: string): Promise<WorkflowExecution> {
  for (;;) {
    const execution = (await store.get(id)) ?? expect.unreachable('the record is gone')
    try {
      return await store.update({ ...execution, numTurns: (execution.numTurns ?? 0) + 1 })
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error
    }
  }
}
