import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { QueueEntry, QueueLimits, RunQueue } from '../../src/queue/port.ts'
import { instant } from '../support/executions.ts'

export interface QueueHarness {
  queue: RunQueue
  /** Makes the execution `queued` where the queue may look for it, and enters it. */
  enter(entry: QueueEntry): Promise<void>
}

/** What every queue promises. */
export function describeQueueContract(
  name: string,
  makeHarness: (limits: QueueLimits) => Promise<QueueHarness>,
): void {
  /**
   * A queue with one execution for each letter of `lanes`, which names its lane; the second of lane a is called `a2`.
   */
  const queueWith = async (limits: QueueLimits, lanes: string) => {
    const { enter, queue } = await makeHarness(limits)
    const entries = new Map<string, QueueEntry>()
    for (const [at, lane] of Array.from(lanes).entries()) {
      const number = lanes.slice(0, at + 1).split(lane).length - 1
      const entry = { executionId: randomUUID(), lane, enteredAt: instant(at) }
      entries.set(`${lane}${String(number)}`, entry)
      await enter(entry)
    }
    const entryOf = (called: string) =>
      entries.get(called) ?? expect.unreachable(`nothing is called ${called}`)
    const idOf = (called: string) => entryOf(called).executionId
    const take = async () => {
      const taken = await queue.take()
      return [...entries.keys()].find((called) => idOf(called) === taken?.executionId)
    }
    return { queue, enter, entryOf, idOf, take }
  }

  /** Takes and releases until nothing is left; answers the order. */
  const drain = async (queue: RunQueue) => {
    const order: QueueEntry[] = []
    for (let entry = await queue.take(); entry; entry = await queue.take()) {
      order.push(entry)
      await queue.release(entry.executionId)
    }
    return order
  }

  describe(`${name}: order`, () => {
    it('has nothing to give at first', async () => {
      const { queue } = await makeHarness({ maxRuns: 2, runsPerLane: 1 })
      expect(await queue.take()).toBeUndefined()
      expect(await queue.counts()).toEqual({ active: 0, queued: 0 })
    })

    it('gives what entered, once, and counts it', async () => {
      const harness = await makeHarness({ maxRuns: 2, runsPerLane: 1 })
      const entry = { executionId: randomUUID(), lane: '/a', enteredAt: instant(1) }
      await harness.enter(entry)
      await harness.queue.enter(entry)
      expect(await harness.queue.counts()).toEqual({ active: 0, queued: 1 })
      expect(await harness.queue.take()).toEqual(entry)
      expect(await harness.queue.take()).toBeUndefined()
      expect(await harness.queue.counts()).toEqual({ active: 1, queued: 0 })
      await harness.queue.release(entry.executionId)
      expect(await harness.queue.take()).toBeUndefined()
      expect(await harness.queue.counts()).toEqual({ active: 0, queued: 0 })
    })

    it('serves a lane by the time of entering, whatever the order of the calls', async () => {
      const { enter, queue } = await makeHarness({ maxRuns: 1, runsPerLane: 1 })
      for (const at of [3, 1, 2])
        await enter({ executionId: randomUUID(), lane: '/a', enteredAt: instant(at) })
      expect((await drain(queue)).map(({ enteredAt }) => enteredAt)).toEqual([1, 2, 3].map(instant))
    })

    it('gives lanes their turns', async () => {
      const { entryOf, queue } = await queueWith({ maxRuns: 1, runsPerLane: 1 }, 'aaabbc')
      expect(await drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'].map(entryOf))
    })

    it('lets no lane in front again because it was empty for a while', async () => {
      const { enter, queue } = await queueWith({ maxRuns: 1, runsPerLane: 1 }, 'aaa')
      const lanes: string[] = []
      for (let at = 10; at < 13; at += 1) {
        await enter({ executionId: randomUUID(), lane: 'b', enteredAt: instant(at) })
        for (const served of [1, 2]) {
          const entry = await queue.take()
          expect(entry, `turn ${String(served)} after ${instant(at)}`).toBeDefined()
          lanes.push(entry?.lane ?? '')
          await queue.release(entry?.executionId ?? '')
        }
      }
      expect(lanes.filter((lane) => lane === 'a')).toHaveLength(3)
    })
  })

  describe(`${name}: limits`, () => {
    it('holds back what exceeds the slots altogether, and goes on with a release', async () => {
      const { idOf, queue, take } = await queueWith({ maxRuns: 2, runsPerLane: 1 }, 'abc')
      expect([await take(), await take(), await take()]).toEqual(['a1', 'b1', undefined])
      await queue.release(idOf('a1'))
      expect(await take()).toBe('c1')
    })

    it('holds back what exceeds the slots of a lane, and lets other lanes pass', async () => {
      const { idOf, queue, take } = await queueWith({ maxRuns: 4, runsPerLane: 2 }, 'aaab')
      expect([await take(), await take(), await take(), await take()]).toEqual(['a1', 'b1', 'a2', undefined])
      await queue.release(idOf('a1'))
      expect(await take()).toBe('a3')
    })

    it('counts runs that were alive already, also above the limits', async () => {
      const { queue, take } = await queueWith({ maxRuns: 2, runsPerLane: 1 }, 'a')
      const live = Array.from({ length: 3 }, () => ({ executionId: randomUUID(), lane: 'b' }))
      for (const entry of live) await queue.occupy(entry)
      expect(await queue.counts()).toEqual({ active: 3, queued: 1 })
      const taken: unknown[] = []
      for (const { executionId } of live) {
        taken.push(await take())
        await queue.release(executionId)
      }
      expect(taken).toEqual([undefined, undefined, 'a1'])
    })

    it('gives no entry of a lane twice when takes come at once', async () => {
      const { entryOf, queue } = await queueWith({ maxRuns: 3, runsPerLane: 3 }, 'aaaa')
      const taken = await Promise.all(Array.from({ length: 4 }, () => queue.take()))
      expect(taken).toEqual([...['a1', 'a2', 'a3'].map(entryOf), undefined])
    })

    it('never exceeds a limit nor leaves a slot empty when takes come at once', async () => {
      const { entryOf, queue } = await queueWith({ maxRuns: 3, runsPerLane: 2 }, 'aaaabbbbcccc')
      const given: QueueEntry[] = []
      while (given.length < 12) {
        const taken = await Promise.all(Array.from({ length: 10 }, () => queue.take()))
        const entries = taken.flatMap((entry) => entry ?? [])
        expect(entries).toHaveLength(3)
        given.push(...entries)
        await Promise.all(entries.map(({ executionId }) => queue.release(executionId)))
      }
      const all = Array.from('abc', (lane) =>
        [1, 2, 3, 4].map((number) => entryOf(`${lane}${String(number)}`)),
      ).flat()
      expect(new Set(given)).toEqual(new Set(all))
    })
  })

  describe(`${name}: leaving and coming back`, () => {
    it('does not give what has left', async () => {
      const { entryOf, idOf, queue } = await queueWith({ maxRuns: 1, runsPerLane: 1 }, 'aa')
      for (const id of [idOf('a1'), idOf('a1'), randomUUID()]) await queue.leave(id)
      expect(await queue.counts()).toEqual({ active: 0, queued: 1 })
      expect(await drain(queue)).toEqual([entryOf('a2')])
    })

    it('does not give what took a slot by itself', async () => {
      const { entryOf, idOf, queue, take } = await queueWith({ maxRuns: 4, runsPerLane: 4 }, 'aa')
      await queue.occupy(entryOf('a1'))
      expect(await queue.counts()).toEqual({ active: 1, queued: 1 })
      expect(await take()).toBe('a2')
      await queue.release(idOf('a1'))
      expect(await take()).toBeUndefined()
    })

    it('gives again what was given back and entered anew', async () => {
      const { entryOf, idOf, queue, take } = await queueWith({ maxRuns: 1, runsPerLane: 1 }, 'a')
      await take()
      await queue.release(idOf('a1'))
      await queue.enter(entryOf('a1'))
      expect(await take()).toBe('a1')
    })

    it('keeps what enters while its slot is still held, until the slot is free', async () => {
      const { entryOf, idOf, queue, take } = await queueWith({ maxRuns: 2, runsPerLane: 2 }, 'a')
      await take()
      await queue.enter(entryOf('a1'))
      expect(await take()).toBeUndefined()
      await queue.release(idOf('a1'))
      expect(await take()).toBe('a1')
    })
  })

  describe(`${name}: reasons`, () => {
    it('has none for what is not queued or may run', async () => {
      const { idOf, queue } = await queueWith({ maxRuns: 2, runsPerLane: 2 }, 'aaa')
      expect(await queue.reasonFor(randomUUID())).toBeUndefined()
      expect(await queue.reasonFor(idOf('a1'))).toBeUndefined()
      expect(await queue.reasonFor(idOf('a2'))).toBeUndefined()
      expect(await queue.reasonFor(idOf('a3'))).toBe('2 executions of this project are ahead.')
    })

    it('says in words what an entry waits for', async () => {
      const { idOf, queue, take } = await queueWith({ maxRuns: 2, runsPerLane: 1 }, 'aaabc')
      const reasons = () =>
        Promise.all(['a1', 'a2', 'a3', 'b1', 'c1'].map((called) => queue.reasonFor(idOf(called))))
      expect(await reasons()).toEqual([
        undefined,
        '1 execution of this project is ahead.',
        '2 executions of this project are ahead.',
        undefined,
        'Waiting for its turn: executions of other projects come first, and 0 of 2 runs are live.',
      ])
      expect([await take(), await take()]).toEqual(['a1', 'b1'])
      expect(await reasons()).toEqual([
        undefined,
        'Another run of this project is live (1 of 1).',
        '1 execution of this project is ahead.',
        undefined,
        'Waiting for a free slot: 2 of 2 runs are live.',
      ])
    })

    it('counts the live runs of a project', async () => {
      const { idOf, queue, take } = await queueWith({ maxRuns: 4, runsPerLane: 2 }, 'aaa')
      expect([await take(), await take()]).toEqual(['a1', 'a2'])
      expect(await queue.reasonFor(idOf('a3'))).toBe('Other runs of this project are live (2 of 2).')
    })
  })
}
