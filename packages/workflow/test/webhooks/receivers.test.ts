import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { BASE, ask, complete, endOf, outboxOf, questionOf } from './happenings.ts'
import { createPost, newWebhook, START } from './support.ts'

const fail = () => new Response(null, { status: 500 })

describe('a receiver that does not take it', () => {
  it('is asked again with the same id and a new time, after 5 s, 30 s and 2 min', async () => {
    const post = createPost()
    post.setAnswer(fail)
    const webhooks = await post.open([newWebhook()])
    await complete(post.store)
    for (const [attempts, pause] of [5_000, 30_000, 120_000].entries()) {
      await vi.waitFor(() => {
        expect([post.sent.length, post.nextTimer()]).toEqual([attempts + 1, pause])
      })
      post.pass(pause - 1)
      post.pass(1)
    }
    await vi.waitFor(() => {
      expect(post.sent).toHaveLength(4)
    })
    expect(new Set(post.ids()).size).toBe(1)
    expect(post.sent.map(({ headers }) => Number(headers['webhook-timestamp']) - START / 1_000)).toEqual([
      0, 5, 35, 155,
    ])
    expect(webhooks.problems()).toMatchObject([
      { code: 'WEBHOOK_FAILING', message: expect.stringContaining('it answered 500') },
    ])
    post.setAnswer(() => new Response(null, { status: 200 }))
    await vi.waitFor(() => {
      post.pass(600_000)
      expect(webhooks.problems()).toEqual([])
    })
    expect(outboxOf(post.home)).toEqual([])
  })

  it('is left alone for as long as it asks', async () => {
    const post = createPost()
    post.setAnswer(() => new Response(null, { status: 429, headers: { 'retry-after': '77' } }))
    await post.open([newWebhook()])
    await complete(post.store)
    await vi.waitFor(() => {
      expect([post.sent.length, post.nextTimer()]).toEqual([1, 77_000])
    })
  })

  it('is given up after a day: the file is kept, without its link, and health tells', async () => {
    const post = createPost()
    post.setAnswer(() => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }))
    const webhooks = await post.open([newWebhook()], { baseUrl: BASE })
    const asked = await ask(post.store)
    await vi.waitFor(
      () => {
        post.pass(24 * 3_600_000)
        expect(webhooks.problems()).toMatchObject([{ code: 'WEBHOOKS_FAILED' }])
      },
      { interval: 2, timeout: 10_000 },
    )
    expect(post.sent).toHaveLength(29)
    expect(post.sent.every(({ url }) => url === 'https://hooks.example/a')).toBe(true)
    await vi.waitFor(() => {
      expect(outboxOf(post.home)).toEqual([])
    })
    const [name = ''] = outboxOf(post.home, 'failed')
    const path = join(post.home, 'outbox', 'failed', name)
    const text = readFileSync(path, 'utf8')
    expect(JSON.parse(text)).toMatchObject({
      payload: { id: questionOf(asked) },
      attempts: 0,
      reason: 'it answered 302',
    })
    expect(text).not.toContain('/answer/')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('that has gone (410) gets nothing more of this server', async () => {
    const post = createPost()
    post.setAnswer(() => new Response(null, { status: 410 }))
    const webhooks = await post.open([newWebhook()])
    await complete(post.store)
    await vi.waitFor(() => {
      expect(webhooks.problems().map(({ code }) => code)).toEqual(['WEBHOOK_GONE', 'WEBHOOKS_FAILED'])
    })
    const other = newWebhook({ address: 'https://hooks.example/b' })
    await webhooks.stop()
    post.setAnswer(({ url }) => new Response(null, { status: url.endsWith('/a') ? 410 : 204 }))
    await post.open([newWebhook(), other])
    await complete(post.store)
    const last = await complete(post.store)
    await vi.waitFor(() => {
      expect(post.sent.filter(({ url }) => url.endsWith('/b')).at(-1)?.body.id).toBe(endOf(last))
    })
    expect(post.sent.filter(({ url }) => url.endsWith('/a')).length).toBeLessThanOrEqual(3)
    expect(outboxOf(post.home)).toEqual([])
  })

  it('that never answers is given 15 s, and holds up nobody else', async () => {
    const post = createPost()
    post.setAnswer(({ url }, signal) => {
      if (url.endsWith('/b')) return new Response(null, { status: 204 })
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error)
        })
      })
    })
    const slow = newWebhook()
    const quick = newWebhook({ address: 'https://hooks.example/b' })
    await post.open([slow, quick])
    const executions = [await complete(post.store), await complete(post.store), await complete(post.store)]
    await vi.waitFor(() => {
      const taken = post.sent.filter(({ url }) => url.endsWith('/b')).map(({ body }) => body.id)
      expect(taken).toEqual(executions.map(endOf))
    })
    expect(post.sent.filter(({ url }) => url.endsWith('/a'))).toHaveLength(1)
    expect(post.nextTimer()).toBe(15_000)
    post.pass(15_000)
    await vi.waitFor(() => {
      expect(post.sent.filter(({ url }) => url.endsWith('/a'))).toHaveLength(2)
    })
  })

  it('gets after a restart what is still owed, with the same id and words', async () => {
    const post = createPost()
    post.setAnswer(fail)
    const first = await post.open([newWebhook()], { baseUrl: BASE })
    const asked = await ask(post.store)
    await vi.waitFor(() => {
      expect(post.nextTimer()).toBe(5_000)
    })
    await first.stop()
    expect(outboxOf(post.home)).toHaveLength(1)
    post.setAnswer(() => new Response(null, { status: 204 }))
    post.pass(86_400_000)
    await post.open([newWebhook()], { baseUrl: BASE })
    await vi.waitFor(() => {
      expect(outboxOf(post.home)).toEqual([])
    })
    expect(post.ids()).toEqual([questionOf(asked), questionOf(asked)])
    expect(post.sent[1]?.body).toEqual(post.sent[0]?.body)
  })

  it('whose address was taken out of the settings is owed nothing; health tells', async () => {
    const post = createPost()
    post.setAnswer(fail)
    const first = await post.open([newWebhook()])
    await complete(post.store)
    await vi.waitFor(() => {
      expect(post.nextTimer()).toBe(5_000)
    })
    await first.stop()
    const second = await post.open([newWebhook({ address: 'https://hooks.example/b' })])
    expect(second.problems()).toMatchObject([{ code: 'WEBHOOKS_FAILED' }])
    expect(outboxOf(post.home)).toEqual([])
  })
})
