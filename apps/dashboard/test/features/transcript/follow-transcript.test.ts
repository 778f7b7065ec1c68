import { describe, expect, test } from 'vitest'
import type { Transcript } from '@specflow/workflow/schema'
import { followTranscript } from '../../../src/features/transcript/follow-transcript.ts'
import { noAnswer, refusal } from '../../support/fake-api.tsx'

const page = (end: number, size = end): Transcript => ({ state: 'ready', size, start: 0, end, entries: [] })

/** Follows a file that answers this, one after the other, and stops after the last. */
async function follow(answers: (Transcript | Error)[], isLive: boolean) {
  const abort = new AbortController()
  const asked: (number | undefined)[] = []
  const waits: number[] = []
  const failures: unknown[] = []
  let known: number | undefined
  await followTranscript({
    read: (after) => {
      asked.push(after)
      const answer = answers.shift()
      if (answers.length === 0 && isLive) abort.abort()
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? page(0))
    },
    knownEnd: () => known,
    take: ({ end }) => {
      known = end
    },
    fail: (error) => failures.push(error),
    isLive,
    wait: (ms) => {
      waits.push(ms)
      return Promise.resolve()
    },
    signal: abort.signal,
  })
  return { asked, waits, failures }
}

describe('following a transcript', () => {
  test('asks for what follows, once a second while it can grow', async () => {
    const { asked, waits } = await follow([page(10), page(20), page(20), page(20)], true)
    expect(asked).toEqual([undefined, 10, 20, 20])
    expect(waits).toEqual([1_000, 1_000, 1_000])
  })

  test('goes on at once where there is more, and ends where there is none and nothing comes', async () => {
    const { asked, waits } = await follow([page(10, 30), page(20, 30), page(30, 30)], false)
    expect(asked).toEqual([undefined, 10, 20])
    expect(waits).toEqual([])
  })

  test('looks once more behind a newest part that may have been fetched before the end', async () => {
    const { asked, waits } = await follow([page(10), page(20), page(20)], false)
    expect(asked).toEqual([undefined, 10])
    expect(waits).toEqual([])
  })

  test('ends at a last line that never ends', async () => {
    const { asked } = await follow([page(10, 12), page(10, 12)], false)
    expect(asked).toEqual([undefined, 10])
  })

  test('asks again, more and more seldom, while there is no answer', async () => {
    const { asked, waits } = await follow([noAnswer(), noAnswer(), page(10), page(10)], false)
    expect(asked).toEqual([undefined, undefined, undefined, 10])
    expect(waits).toEqual([1_000, 2_000])
  })

  test('gives up where it is refused', async () => {
    const refused = refusal('EXECUTION_NOT_FOUND', 'There is no such execution.')
    const { asked, failures } = await follow([refused, page(10)], false)
    expect(asked).toHaveLength(1)
    expect(failures).toEqual([refused])
  })
})
