import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ShownExecution, WorkflowChange } from '../src/index.ts'
import { refusal, scriptedServer } from './support/scripted-server.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const state = (revision: number, status: string) => ({ result: { id: ID, revision, status } })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined)
  await vi.runAllTimersAsync()
  return promise
}

describe('waiting for an execution', () => {
  it('is one open request after the other, each from the revision that is known, until it asks', async () => {
    const { client, seen } = scriptedServer([
      state(1, 'queued'),
      state(2, 'running'),
      'lost',
      state(2, 'running'),
      state(3, 'waiting_for_input'),
    ])
    const updates: string[] = []
    const onUpdate = ({ status }: ShownExecution) => void updates.push(status)
    await expect(settled(client.wait(ID, { onUpdate }))).resolves.toMatchObject({ revision: 3 })
    expect(updates).toEqual(['queued', 'running', 'waiting_for_input'])
    const wait = 25
    expect(seen.map(({ input }) => input)).toEqual([
      { id: ID },
      { id: ID, since: 1, wait },
      { id: ID, since: 2, wait },
      { id: ID, since: 2, wait },
      { id: ID, since: 2, wait },
    ])
  })

  it('goes on while it asks, where only its end is waited for', async () => {
    const { client } = scriptedServer([state(1, 'waiting_for_input'), state(2, 'failed')])
    await expect(settled(client.wait(ID, { until: 'ended' }))).resolves.toMatchObject({ status: 'failed' })
  })

  it('does not ask a server that has nothing new without a pause', async () => {
    const { client, seen } = scriptedServer([state(1, 'running')])
    const given = new AbortController()
    const waiting = client.wait(ID, { signal: given.signal })
    const outcome = expect(waiting).rejects.toThrow('enough')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(seen.length).toBeLessThanOrEqual(6)
    given.abort(new Error('enough'))
    await outcome
  })

  it('ends at once with what the server refuses', async () => {
    const { client } = scriptedServer([refusal(404, { code: 'EXECUTION_NOT_FOUND' })])
    await expect(client.wait(ID)).rejects.toMatchObject({ code: 'EXECUTION_NOT_FOUND', status: 404 })
  })
})

describe('iterating over changes', () => {
  const counts = { queued: 0, running: 1, waiting_for_input: 0 }
  const page = (cursor: string, ids: string[], more: object = {}) => ({
    result: {
      cursor,
      isReset: false,
      executions: ids.map((id) => ({ id })),
      removedIds: [],
      counts,
      build: 'b',
      ...more,
    },
  })
  const listed = (ids: string[], nextCursor: string | null) => ({
    result: { executions: ids.map((id) => ({ id })), nextCursor, unreadable: [] },
  })

  const describeChange = (change: WorkflowChange) => [
    change.type,
    change.cursor,
    change.executions.map(({ id }) => id),
  ]

  it('begins with where everything stands, tells what changes, and begins anew where the server does', async () => {
    const { client, seen } = scriptedServer([
      page('1', []),
      listed(['a', 'b'], 'next'),
      listed(['c'], null),
      page('2', ['a']),
      page('2', []),
      page('3', [], { removedIds: ['b'] }),
      'lost',
      page('x', [], { isReset: true }),
      listed(['a', 'd'], null),
      page('y', ['d']),
    ])
    const told: WorkflowChange[] = []
    const follow = async () => {
      for await (const change of client.changes()) {
        told.push(change)
        if (told.length === 5) return
      }
    }
    await settled(follow())
    expect(told.map(describeChange)).toEqual([
      ['reset', '1', ['a', 'b', 'c']],
      ['change', '2', ['a']],
      ['change', '3', []],
      ['reset', 'x', ['a', 'd']],
      ['change', 'y', ['d']],
    ])
    expect(told[2]).toMatchObject({ removedIds: ['b'], counts })
    expect(
      seen.filter(({ procedure }) => procedure === 'workflow.changes').map(({ input }) => input.since),
    ).toEqual([undefined, '1', '2', '2', '3', '3', 'x'])
  })

  it('goes on from a cursor without reading everything', async () => {
    const { client, seen } = scriptedServer([page('8', ['a'])])
    const { value } = await client.changes({ since: '7' }).next()
    expect(describeChange(value)).toEqual(['change', '8', ['a']])
    expect(seen.map(({ input }) => input)).toEqual([{ since: '7', wait: 25 }])
  })

  it('ends at once with the reason of its signal', async () => {
    const { client } = scriptedServer(['silence'])
    const given = new AbortController()
    const next = client.changes({ since: '7', signal: given.signal }).next()
    const outcome = expect(next).rejects.toThrow('enough')
    given.abort(new Error('enough'))
    await outcome
  })
})
