import { createHmac, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { newAnswer, newExecution } from '../support/executions.ts'
import { createPost, newWebhook, START } from './support.ts'

const AT = '2026-03-01T09:00:00.000Z'
const BASE = 'http://10.0.0.7:4747'

const fail = () => new Response(null, { status: 500 })
const outboxOf = (home: string, folder = '') =>
  readdirSync(join(home, 'outbox', folder)).filter((name) => name.startsWith('msg_'))

async function run(store: ExecutionStore): Promise<WorkflowExecution> {
  return store.create(newExecution({ status: 'running' }))
}

async function complete(store: ExecutionStore): Promise<WorkflowExecution> {
  return store.update({ ...(await run(store)), status: 'completed', completedAt: AT })
}

async function ask(store: ExecutionStore, question = 'Which?'): Promise<WorkflowExecution> {
  const execution = await run(store)
  const questions = [{ id: 'q1', question, options: [{ label: 'This' }], multiSelect: false }]
  return store.update({
    ...execution,
    status: 'waiting_for_input',
    questionSet: { id: randomUUID(), questions },
    timeline: [...execution.timeline, { at: AT, event: 'input_requested' }],
  })
}

const endOf = ({ id }: WorkflowExecution) => `msg_${id.replaceAll('-', '')}_end`
const questionOf = ({ id }: WorkflowExecution, number = 1) =>
  `msg_${id.replaceAll('-', '')}_q${String(number)}`

describe('a webhook', () => {
  it('is sent for what happens, signed, with the summary and never the output', async () => {
    const post = createPost()
    await post.open([newWebhook()])
    const execution = await post.store.update({
      ...(await run(post.store)),
      status: 'completed',
      completedAt: AT,
      output: { status: 'completed', message: 'the whole output' },
    })
    await vi.waitFor(() => {
      expect(post.sent).toHaveLength(1)
    })
    const [{ body, headers } = { body: {}, headers: {} }] = post.sent
    expect(body).toMatchObject({
      type: 'execution.completed',
      id: endOf(execution),
      at: AT,
      execution: { id: execution.id, status: 'completed', skill: 'review' },
    })
    expect(JSON.stringify(body)).not.toContain('whole output')
    expect(body).not.toHaveProperty('url')
    const signed = `${endOf(execution)}.${String(START / 1_000)}.${JSON.stringify(body)}`
    const signature = createHmac('sha256', Buffer.alloc(32, 7)).update(signed).digest('base64')
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': endOf(execution),
      'webhook-timestamp': String(START / 1_000),
      'webhook-signature': `v1,${signature}`,
    })
  })

  it('is sent for each of its events and for no other', async () => {
    const post = createPost()
    await post.open([newWebhook({ events: ['failed'] })])
    await complete(post.store)
    await ask(post.store)
    const failed = await post.store.update({
      ...(await run(post.store)),
      status: 'failed',
      completedAt: AT,
      error: { code: 'SKILL_FAILED', message: 'no' },
    })
    await vi.waitFor(() => {
      expect(post.ids()).toEqual([endOf(failed)])
    })
  })

  it('tells each question set, and one that was cancelled or answered before anybody looked', async () => {
    const post = createPost()
    await (await post.open([newWebhook()])).stop()
    const asked = await ask(post.store)
    const { questionSet: _gone, ...rest } = asked
    await post.store.update({
      ...rest,
      status: 'cancelled',
      cancelledAt: AT,
      answers: [newAnswer(AT)],
      timeline: [
        { at: AT, event: 'input_requested' },
        { at: AT, event: 'answered' },
        { at: AT, event: 'input_requested' },
        { at: AT, event: 'cancelled' },
      ],
    })
    await post.open([newWebhook()], { baseUrl: BASE })
    await vi.waitFor(() => {
      expect(post.ids()).toEqual([questionOf(asked), questionOf(asked, 2), endOf(asked)])
    })
    for (const { body } of post.sent) expect(body).not.toHaveProperty('answerUrl')
  })

  it('tells nothing of what happened before there were webhooks, also in between', async () => {
    const post = createPost()
    await complete(post.store)
    const waiting = await ask(post.store)
    const first = await post.open([newWebhook()])
    await first.stop()
    await post.open([])
    await complete(post.store)
    await post.open([newWebhook()])
    const { questionSet: _answered, ...rest } = waiting
    await post.store.update({ ...rest, status: 'cancelled', cancelledAt: AT })
    await vi.waitFor(() => {
      expect(post.ids()).toEqual([endOf(waiting)])
    })
  })

  it('has an answer link only for a question and only where its reader reaches the server', async () => {
    const post = createPost()
    const { links, stop } = await post.open([newWebhook()], { baseUrl: BASE })
    const asked = await ask(post.store)
    await vi.waitFor(() => {
      expect(post.sent).toHaveLength(1)
    })
    const { answerUrl, url } = post.sent[0]?.body as { answerUrl: string; url: string }
    expect(url).toBe(`${BASE}/executions/${asked.id}`)
    const code = answerUrl.replace(`${BASE}/answer/`, '')
    expect(code).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(links.find(code)).toMatchObject({ executionId: asked.id, questionSetId: asked.questionSet?.id })
    expect(readFileSync(join(post.home, 'answer-links.json'), 'utf8')).not.toContain(code)

    const { questionSet: _gone, ...rest } = asked
    await post.store.update({ ...rest, status: 'cancelled', cancelledAt: AT })
    await vi.waitFor(() => {
      expect(links.find(code)).toBeUndefined()
    })
    await stop()
    await post.open([newWebhook()])
    await ask(post.store)
    await vi.waitFor(() => {
      expect(post.sent).toHaveLength(3)
    })
    expect(post.sent[2]?.body).not.toHaveProperty('answerUrl')
  })

  it('says no secret of a known shape, and cuts long texts', async () => {
    const post = createPost()
    await post.open([newWebhook()])
    await ask(post.store, `Use sk-ant-${'a'.repeat(40)}? ${'x'.repeat(5_000)}`)
    await vi.waitFor(() => {
      expect(post.sent).toHaveLength(1)
    })
    const text = JSON.stringify(post.sent[0]?.body)
    expect(text).toContain('Use [redacted key]?')
    expect(text).not.toContain('sk-ant')
    expect(text.length).toBeLessThan(3_000)
  })
})

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

it('refuses to start over marks that it does not understand, with the remedy', async () => {
  const post = createPost()
  await (await post.open([newWebhook()])).stop()
  writeFileSync(join(post.home, 'outbox', 'marks.json'), '{')
  await expect(post.open([newWebhook()])).rejects.toThrow(/marks\.json.*Restore it, or remove it/s)
})
