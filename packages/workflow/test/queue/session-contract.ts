import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { FindSessionHolders, QueueEntry, QueueLimits, SessionHolder } from '../../src/queue/port.ts'
import { instant } from '../support/executions.ts'
import type { QueueHarness } from './queue-contract.ts'

const PLENTY = { maxRuns: 4, runsPerLane: 2 }

/** What every queue promises about sessions: each is open once, and waiting for one holds up nobody else. */
export function describeSessionContract(
  name: string,
  makeHarness: (limits: QueueLimits) => Promise<QueueHarness>,
): void {
  /** `a:s` is an execution of lane a that goes on with the session s, `a` one that begins its own. */
  const queueWith = async (limits: QueueLimits, ...described: string[]) => {
    const { enter, queue } = await makeHarness(limits)
    const sessions = new Map<string, string>()
    const sessionOf = (letter: string) => {
      const sessionId = sessions.get(letter) ?? randomUUID()
      sessions.set(letter, sessionId)
      return sessionId
    }
    const entries = described.map((text, at): QueueEntry => {
      const [lane = '', letter] = text.split(':')
      const session = letter !== undefined && { sessionId: sessionOf(letter) }
      return { executionId: randomUUID(), lane, enteredAt: instant(at), ...session }
    })
    for (const entry of entries) await enter(entry)
    const held: SessionHolder[] = []
    const asked: string[] = []
    const findHolders: FindSessionHolders = (sessionIds) => {
      asked.push(...sessionIds)
      return Promise.resolve(held.filter(({ sessionId }) => sessionIds.includes(sessionId)))
    }
    const idOf = (at: number) => entries[at]?.executionId ?? expect.unreachable(`there is no entry ${at}`)
    return {
      queue,
      held,
      asked,
      sessionOf,
      idOf,
      /** Answers the place of the entry that was given a slot. */
      take: async () => {
        const taken = await queue.take(findHolders)
        return taken && entries.findIndex(({ executionId }) => executionId === taken.executionId)
      },
      reason: (at: number) => queue.reasonFor(idOf(at), findHolders),
    }
  }

  describe(`${name}: sessions`, () => {
    it('gives a session to one at a time, also in different lanes, and in order', async () => {
      const { idOf, queue, reason, take } = await queueWith(PLENTY, 'a:s', 'b:s', 'a:s')
      expect([await take(), await take()]).toEqual([0, undefined])
      expect(await reason(1)).toBe(`Its session is in use by the execution ${idOf(0)}.`)
      await queue.release(idOf(0))
      expect([await take(), await take()]).toEqual([1, undefined])
      await queue.release(idOf(1))
      expect(await take()).toBe(2)
    })

    it('gives it once also when takes come at once', async () => {
      const { take } = await queueWith(PLENTY, 'a:s', 'b:s', 'c:s', 'd:s')
      const taken = await Promise.all([take(), take(), take(), take()])
      expect(taken).toEqual([0, undefined, undefined, undefined])
    })

    it('counts the session of a run that was alive already', async () => {
      const { idOf, queue, sessionOf, take } = await queueWith(PLENTY, 'a:s')
      const adopted = randomUUID()
      await queue.occupy({ executionId: adopted, lane: 'b', sessionId: sessionOf('s') })
      expect(await take()).toBeUndefined()
      expect(await queue.reasonFor(idOf(0))).toContain(adopted)
      await queue.release(adopted)
      expect(await take()).toBe(0)
    })

    it('passes over who waits for a session that is open elsewhere: others of its lane and of other lanes run', async () => {
      const limits = { maxRuns: 4, runsPerLane: 1 }
      const { held, queue, idOf, reason, sessionOf, take } = await queueWith(
        limits,
        'a:s',
        'a',
        'a',
        'b:t',
        'c',
      )
      held.push({ sessionId: sessionOf('s'), pid: 4711 })
      expect(await reason(0)).toBe('Its session is open elsewhere, such as in a terminal: process 4711.')
      expect([await take(), await take(), await take(), await take()]).toEqual([1, 3, 4, undefined])
      expect(await reason(2)).toBe('Another run of this project is live (1 of 1).')
      held.pop()
      expect(await reason(0)).toBe('Another run of this project is live (1 of 1).')
      expect(await reason(2)).toBe('1 execution of this project is ahead.')
      await queue.release(idOf(1))
      expect([await take(), await take()]).toEqual([0, undefined])
    })

    it('says whose run has a session that only its agent told', async () => {
      const { held, reason, sessionOf, take } = await queueWith(PLENTY, 'a:s')
      const executionId = randomUUID()
      held.push({ sessionId: sessionOf('s'), pid: 4711, executionId })
      expect(await take()).toBeUndefined()
      expect(await reason(0)).toBe(`Its session is in use by the execution ${executionId}.`)
    })

    it('gives no session of which it cannot be told who has it', async () => {
      const { held, reason, sessionOf, take } = await queueWith(PLENTY, 'a:s', 'a')
      held.push({ sessionId: sessionOf('s') })
      expect([await take(), await take()]).toEqual([1, undefined])
      expect(await reason(0)).toMatch(/cannot be told/)
    })

    it('asks about the sessions that are waited for, each once, and about nothing else', async () => {
      const { asked, sessionOf, take } = await queueWith(PLENTY, 'a:s', 'b:s', 'c:t', 'd')
      await take()
      expect(asked.sort()).toEqual([sessionOf('s'), sessionOf('t')].sort())
      const beginnings = await queueWith(PLENTY, 'a', 'b')
      await beginnings.take()
      expect(beginnings.asked).toEqual([])
    })
  })
}
