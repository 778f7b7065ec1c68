import { expect, onTestFinished, test, vi } from 'vitest'
import { watchSession } from '../../src/runner/watch-session.ts'

const SESSION = '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11'

function watch(find: () => Promise<string | undefined>) {
  const watched = watchSession(find)
  onTestFinished(() => {
    watched.end()
  })
  return watched
}

test('a session is looked for until it is seen, also after a look that failed, and then known for good', async () => {
  const find = vi
    .fn<() => Promise<string | undefined>>()
    .mockRejectedValueOnce(new Error('EMFILE'))
    .mockResolvedValueOnce(SESSION)
    .mockResolvedValue(undefined)
  const { look, seen } = watch(find)
  expect(seen()).toBeUndefined()
  await vi.waitFor(() => expect(seen()).toBe(SESSION), { timeout: 10_000 })
  await look()
  expect(seen()).toBe(SESSION)
  expect(find).toHaveBeenCalledTimes(2)
})

test('before a stop there is one look more, which holds nobody up', async () => {
  const found = watch(() => Promise.resolve(SESSION))
  await found.look()
  expect(found.seen()).toBe(SESSION)
  const stuck = watch(() => new Promise(() => undefined))
  await stuck.look()
  expect(stuck.seen()).toBeUndefined()
})
