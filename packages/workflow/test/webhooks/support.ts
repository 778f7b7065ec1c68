import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openAnswerLinkFile } from '../../src/answer-links/link-file.ts'
import type { DiskOptions } from '../../src/files/disk.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { WEBHOOK_EVENTS, type Webhook, type Webhooks } from '../../src/webhooks/port.ts'
import { openWebhooks } from '../../src/webhooks/webhooks.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

export const START = Date.parse('2026-03-01T08:00:00.000Z')

export interface Sent {
  url: string
  headers: Record<string, string>
  body: Record<string, unknown>
}

export type Answer = (sent: Sent, signal: AbortSignal) => Response | Promise<Response>

export function newWebhook(changes: Partial<Webhook> & { address?: string } = {}): Webhook {
  const { address = 'https://hooks.example/a', ...rest } = changes
  const url = new URL(address)
  const key = createHash('sha256').update(url.href).digest('hex').slice(0, 16)
  return {
    key,
    name: `webhooks[0] (${url.origin})`,
    url,
    secret: Buffer.alloc(32, 7),
    events: WEBHOOK_EVENTS,
    preset: 'json',
    ...rest,
  }
}

/** A server with receivers, without the network and without time: `answer` is all receivers, and the clock moves by hand. */
export function createPost() {
  const home = temporaryDirectory()
  const store: ExecutionStore = createMemoryStore()
  const sent: Sent[] = []
  const logged: string[] = []
  const timers = new Set<{ at: number; ring: () => void }>()
  let now = START
  let answer: Answer = () => new Response(null, { status: 204 })

  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const timer = {
        at: now + ms,
        ring: () => {
          timers.delete(timer)
          resolve()
        },
      }
      timers.add(timer)
      signal.addEventListener('abort', () => {
        timers.delete(timer)
        reject(new Error('aborted'))
      })
    })

  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const { body, headers, signal } = init
    const message = {
      url: url instanceof URL ? url.href : 'not a URL',
      headers: headers as Record<string, string>,
      body: JSON.parse(body as string) as Record<string, unknown>,
    }
    sent.push(message)
    return answer(message, signal as AbortSignal)
  }

  const open = async (
    webhooks: readonly Webhook[],
    options: { disk?: DiskOptions; baseUrl?: string } = {},
  ) => {
    const { baseUrl, disk = {} } = options
    mkdirSync(home, { recursive: true })
    const assertOwned = () => Promise.resolve()
    const log = (_fields: object, message: string) => void logged.push(message)
    const links = openAnswerLinkFile({
      ...disk,
      path: join(home, 'answer-links.json'),
      assertOwned,
      now: () => new Date(now),
    })
    const opened: Webhooks = await openWebhooks({
      settings: { webhooks, answerLinkMs: 86_400_000 },
      directory: join(home, 'outbox'),
      store,
      links,
      baseUrl,
      assertOwned,
      log: { info: log, error: log },
      now: () => new Date(now),
      userAgent: 'SpecFlow/test',
      fetch,
      wait,
      random: () => 0.5,
      disk,
    })
    // Not waited for: one whose disk has died never ends.
    onTestFinished(() => void opened.stop())
    return { ...opened, links }
  }

  return {
    home,
    store,
    sent,
    logged,
    open,
    setAnswer: (next: Answer) => {
      answer = next
    },
    /** Moves the clock; what was waited for until then is over. */
    pass: (ms: number) => {
      now += ms
      for (const timer of [...timers]) if (timer.at <= now) timer.ring()
    },
    /** Milliseconds until the next thing that is waited for; `undefined` when there is none. */
    nextTimer: () => (timers.size === 0 ? undefined : Math.min(...[...timers].map(({ at }) => at)) - now),
    ids: () => sent.map(({ body }) => body.id),
  }
}
