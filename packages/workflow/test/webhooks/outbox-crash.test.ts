import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { diskOf, type DiskOptions } from '../../src/files/disk.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { newAnswer, newExecution } from '../support/executions.ts'
import { faultyDisk } from '../support/faulty-disk.ts'
import { synchronousDisk } from '../support/synchronous-disk.ts'
import { createPost, newWebhook } from './support.ts'

const QUESTIONS = {
  id: '9fdfc2eb-2099-4aee-86b4-bcc190906436',
  questions: [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }],
}
const PATIENTLY = { interval: 2, timeout: 8_000 }
const AT = '2026-03-01T09:00:00.000Z'

/** Asks, is answered, and completes; three records, two events. */
async function live(store: ExecutionStore) {
  const created = await store.create(newExecution({ status: 'running' }))
  const asked = await store.update({
    ...created,
    status: 'waiting_for_input',
    questionSet: QUESTIONS,
    timeline: [...created.timeline, { at: AT, event: 'input_requested' }],
  })
  const { questionSet: _answered, ...rest } = asked
  const entry = { ...newAnswer(AT), questionSetId: QUESTIONS.id }
  const answered = await store.update({ ...rest, status: 'running', answers: [entry] })
  await store.update({ ...answered, status: 'completed', completedAt: AT })
  const name = `msg_${created.id.replaceAll('-', '')}`
  return [`${name}_q1`, `${name}_end`]
}

/** A disk on which nothing happens any more after so many operations, as after the end of the process. */
function dyingDisk(operations: number): DiskOptions & { isDead: () => boolean } {
  const disk = synchronousDisk({ sync: false })
  let left = operations
  const step = () => {
    left -= 1
    return left < 0 ? new Promise<never>(() => {}) : Promise.resolve()
  }
  return {
    isDead: () => left < 0,
    open: async (...given) => step().then(() => disk.open(...given)),
    write: async (...given) => step().then(() => disk.write(...given)),
    rename: async (...given) => step().then(() => disk.rename(...given)),
    link: async (...given) => step().then(() => disk.link(...given)),
    remove: async (...given) => step().then(() => disk.remove(...given)),
  }
}

describe('a crash between the record and the receiver', () => {
  it('loses no event, whichever step of the outbox was the last one', async () => {
    const disk = synchronousDisk({ sync: false })
    const outcomes: number[] = []
    for (let steps = 0; ; steps += 1) {
      const post = createPost()
      // The first start has put down its mark, so that what happens from here on is news.
      await (await post.open([newWebhook()], { disk })).stop()
      const dying = dyingDisk(steps)
      await post.open([newWebhook()], { disk: dying, baseUrl: 'http://10.0.0.7:4747' })
      const expected = await live(post.store)
      await vi.waitFor(() => {
        const isDone = new Set(post.ids()).size === expected.length && outboxOf(post.home).length === 0
        expect(dying.isDead() || isDone).toBe(true)
      })
      const before = post.sent.length
      if (!dying.isDead()) break

      await post.open([newWebhook()], { disk, baseUrl: 'http://10.0.0.7:4747' })

      await vi.waitFor(() => {
        expect(new Set(post.ids())).toEqual(new Set(expected))
      })
      await vi.waitFor(() => {
        expect(outboxOf(post.home)).toEqual([])
      })
      outcomes.push(before)
    }
    expect(outcomes.length).toBeGreaterThan(15)
    // Before anything was sent, and after.
    expect(new Set(outcomes).size).toBeGreaterThan(1)
  })

  it('a disk that goes wrong now and then delays events, and loses none', async () => {
    for (let seed = 1; seed <= 15; seed += 1) {
      const post = createPost()
      const quiet = synchronousDisk({ sync: false })
      await (await post.open([newWebhook()], { disk: quiet })).stop()
      const faulty = faultyDisk({ seed, rate: 0.1, disk: quiet })
      await post.open([newWebhook()], { disk: diskOf(faulty) })
      const expected = await live(post.store)
      await vi.waitFor(() => {
        post.pass(5_000)
        expect(new Set(post.ids())).toEqual(new Set(expected))
      }, PATIENTLY)
    }
  })
})

function outboxOf(home: string): string[] {
  return readdirSync(join(home, 'outbox')).filter((name) => name.startsWith('msg_'))
}
