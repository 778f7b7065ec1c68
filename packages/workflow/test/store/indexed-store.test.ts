import { describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import { createExecutionIndex } from '../../src/store/execution-index.ts'
import { createIndexedStore } from '../../src/store/indexed-store.ts'
import { newExecution } from '../support/executions.ts'

describe('an indexed store', () => {
  it('tells a change once that was read before its write had come back', async () => {
    let stored: WorkflowExecution | undefined
    const { promise: write, resolve: endWrite } = newPromise()
    const { promise: written, resolve: noteWritten } = newPromise()
    const keep = (text: string) => {
      stored = JSON.parse(text) as WorkflowExecution
    }
    const store = createIndexedStore(
      {
        read: () => Promise.resolve(stored),
        create: (_, text) => {
          keep(text)
          return Promise.resolve(true)
        },
        replace: (_, text) => {
          keep(text)
          noteWritten()
          return write
        },
        remove: () => Promise.resolve(false),
        isSetAside: () => false,
        problems: () => [],
        unreadable: () => [],
      },
      createExecutionIndex(),
    )
    const created = await store.create(newExecution())
    const before = await store.changes()

    const update = store.update({ ...created, status: 'running' })
    await written
    await store.get(created.id)
    const seen = await store.changes(before.cursor)
    endWrite()
    await update

    expect(seen.executions).toMatchObject([{ id: created.id, status: 'running', revision: 2 }])
    expect(await store.changes(seen.cursor)).toMatchObject({ executions: [], cursor: seen.cursor })
  })
})

function newPromise(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
