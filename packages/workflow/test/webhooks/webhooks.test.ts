import { createHmac } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { newAnswer } from '../support/executions.ts'
import { AT, BASE, ask, complete, endOf, questionOf, run } from './happenings.ts'
import { createPost, newWebhook, START } from './support.ts'

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

it('refuses to start over marks that it does not understand, with the remedy', async () => {
  const post = createPost()
  await (await post.open([newWebhook()])).stop()
  writeFileSync(join(post.home, 'outbox', 'marks.json'), '{')
  await expect(post.open([newWebhook()])).rejects.toThrow(/marks\.json.*Restore it, or remove it/s)
})
