import { beforeEach, afterEach, expect, test, vi } from 'vitest'
import { createTableWatch } from '../src/table-watch.ts'
import type { Platform, ProcessEntry } from '../src/index.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const TABLE: ProcessEntry[] = []

function countLooks() {
  const looks: { name: string; earlier: readonly ProcessEntry[] | undefined }[] = []
  const listProcesses: Platform['listProcesses'] = (name, earlier) => {
    looks.push({ name, earlier })
    return TABLE
  }
  return { looks, watch: createTableWatch({ listProcesses } as Platform) }
}

test('P15 looks once a second for all runs together, and not at all when there is none', () => {
  const { looks, watch } = countLooks()
  vi.advanceTimersByTime(10_000)
  expect(looks).toEqual([])

  const seen = [0, 0, 0]
  const forget = seen.map((_, index) => watch.add('MARK', () => (seen[index] = (seen[index] ?? 0) + 1)))
  vi.advanceTimersByTime(5_000)
  expect(looks).toHaveLength(5)
  expect(seen).toEqual([5, 5, 5])

  forget[0]?.()
  forget[1]?.()
  vi.advanceTimersByTime(1_000)
  expect(seen).toEqual([5, 5, 6])
  forget[2]?.()
  expect(vi.getTimerCount()).toBe(0)
})

test('gives each look the one before it, until nobody is left', () => {
  const { looks, watch } = countLooks()
  const forget = watch.add('MARK', () => undefined)
  vi.advanceTimersByTime(2_000)
  forget()
  forget()
  watch.add('MARK', () => undefined)
  vi.advanceTimersByTime(1_000)
  expect(looks.map(({ earlier }) => earlier)).toEqual([undefined, TABLE, undefined])
})

test('a look for each marker, and what fails for one of them fails for no other', () => {
  const failing = vi.fn(() => {
    throw new Error('no file descriptor left')
  })
  const platform = { listProcesses: (name: string) => (name === 'A' ? failing() : TABLE) }
  const watch = createTableWatch(platform as unknown as Platform)
  const seen = vi.fn()
  watch.add('A', seen)
  watch.add('B', failing)
  watch.add('B', seen)
  vi.advanceTimersByTime(2_000)
  expect(seen).toHaveBeenCalledTimes(2)
  expect(failing).toHaveBeenCalledTimes(4)
})

test('keeps no process alive', () => {
  vi.useRealTimers()
  const { watch } = countLooks()
  // Named are those that the event loop waits for.
  const before = process.getActiveResourcesInfo()
  const forget = watch.add('MARK', () => undefined)
  expect(process.getActiveResourcesInfo()).toEqual(before)
  forget()
})
