import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launchServer, startServer, type BuiltServer } from '../support/built-server.ts'
import { fakeAgentEnvironment } from '../support/fake-agent-server.ts'
import { createProject } from '../support/project.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import {
  startWebhookReceiver,
  verifyWebhook,
  WEBHOOK_SECRET,
  writeWebhooks,
  type ReceivedWebhook,
} from '../support/webhook-receiver.ts'

const PHONE = { SPECFLOW_ALLOWED_HOSTS: 'localhost,phone.example:4747' }

/** A server over the directory, and how to start something in it. */
async function serve(directory: string, env: Record<string, string> = PHONE) {
  const server = await startServer({ directory, env: { ...fakeAgentEnvironment(directory), ...env } })
  const projectId = await server.api.register(await createProject(directory, 'project'))
  const start = (mode: string) =>
    server.api.start({ projectId, skill: 'review', input: `fake-claude: ${mode}` })
  return { server, start, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

const typeOf = ({ body }: ReceivedWebhook) => body.type
const idOf = ({ body }: ReceivedWebhook) => body.id
const codeOf = ({ body }: ReceivedWebhook) =>
  String(body.answerUrl).replace('http://phone.example:4747/answer/', '')

describe('webhooks', () => {
  it('tell of each event once, in the shape of each receiver, and signed as a library expects it', async () => {
    await using directory = await temporaryDirectory()
    await using receiver = await startWebhookReceiver()
    const { origin } = receiver
    await writeWebhooks(directory.path, [
      { url: `${origin}/json`, secret: WEBHOOK_SECRET },
      { url: `${origin}/my-topic`, preset: 'ntfy' },
      { url: `${origin}/slack`, preset: 'slack', events: ['failed'] },
    ])
    await using served = await serve(directory.path)
    const { api } = served.server
    const id = await served.start('needs_input')
    await api.untilStatus(id, 'waiting_for_input')
    await api.answer(id, { q1: 'Yes' })
    await api.untilStatus(id, 'completed')
    const failed = await served.start('skill_error')
    await api.untilStatus(failed, 'failed')
    const cancelled = await served.start('needs_input')
    await api.untilStatus(cancelled, 'waiting_for_input')
    await api.cancel(cancelled)

    const [asked, completed, ...others] = await receiver.untilReceived('/json', 5)
    expect([asked, completed, ...others].map((message) => message && typeOf(message))).toEqual([
      'execution.waiting_for_input',
      'execution.completed',
      'execution.failed',
      'execution.waiting_for_input',
      'execution.cancelled',
    ])
    expect(asked?.body).toMatchObject({
      execution: { id, skill: 'review', status: expect.any(String) },
      questions: [{ id: 'q1' }],
      answerUrl: expect.stringMatching(/^http:\/\/phone\.example:4747\/answer\/[\w-]{43}$/),
      url: `http://phone.example:4747/executions/${id}`,
    })
    for (const message of receiver.received.filter(({ path }) => path === '/json')) {
      expect(verifyWebhook(message)).toEqual(message.body)
      const tampered = {
        ...message,
        text: message.text.replace('"Project"', '"project"').replace('review', 'rewiew'),
      }
      expect(() => verifyWebhook(tampered)).toThrow(/signature/i)
    }
    const ntfy = receiver.received.filter(({ path }) => path === '/')
    expect(ntfy).toHaveLength(5)
    expect(ntfy[0]?.body).toMatchObject({ topic: 'my-topic', title: expect.stringContaining('review asks') })
    const slack = await receiver.untilReceived('/slack', 1)
    expect(slack.map(({ body }) => body)).toMatchObject([
      { text: expect.stringContaining('has failed'), blocks: [{}, {}, {}] },
    ])
    expect(served.server.output()).not.toContain(codeOf(asked as ReceivedWebhook))
    expect(new Set(receiver.received.filter(({ path }) => path === '/json').map(idOf)).size).toBe(5)
  })

  it('come when the receiver is there again, also after a crash and a restart in between, each with its id', async () => {
    await using directory = await temporaryDirectory()
    const gone = await startWebhookReceiver()
    const { origin } = gone
    await gone[Symbol.asyncDispose]()
    await writeWebhooks(directory.path, [{ url: `${origin}/json`, secret: WEBHOOK_SECRET }])
    let id: string
    {
      await using served = await serve(directory.path)
      id = await served.start('needs_input')
      await served.server.api.untilStatus(id, 'waiting_for_input')
      await served.server.kill9()
    }
    await using receiver = await startWebhookReceiver(Number(new URL(origin).port))
    await using served = await serve(directory.path)
    await receiver.untilReceived('/json', 1)
    await served.server.api.cancel(id)
    const both = await receiver.untilReceived('/json', 2)
    const name = `msg_${id.replaceAll('-', '')}`
    expect(both.map(idOf)).toEqual([`${name}_q1`, `${name}_end`])
    for (const message of both) verifyWebhook(message)
  })

  it('have no answer link where no reader reaches the server', async () => {
    await using directory = await temporaryDirectory()
    await using receiver = await startWebhookReceiver()
    await writeWebhooks(directory.path, [{ url: `${receiver.origin}/json`, secret: WEBHOOK_SECRET }])
    await using served = await serve(directory.path, {})
    await served.start('needs_input')
    const [asked] = await receiver.untilReceived('/json', 1)
    expect(asked?.body).toHaveProperty('questions')
    expect(asked?.body).not.toHaveProperty('answerUrl')
    expect(asked?.body).not.toHaveProperty('url')
  })

  it('stop the start where others may read their secrets', async () => {
    await using directory = await temporaryDirectory()
    await writeWebhooks(directory.path, [])
    await chmod(join(directory.path, 'state/webhooks.json'), 0o644)
    const launched = await launchServer({ directory: directory.path, env: { PORT: '0' } })
    expect(await launched.exited).toBe(1)
    expect(launched.output()).toMatch(/webhooks\.json is wrong\. .*mode is 0644.*chmod 600/)
  })
})

describe('an answer link', () => {
  it('shows its questions to everybody who looks, answers them once, and opens nothing else', async () => {
    await using directory = await temporaryDirectory()
    await using receiver = await startWebhookReceiver()
    await writeWebhooks(directory.path, [{ url: `${receiver.origin}/json`, secret: WEBHOOK_SECRET }])
    await using served = await serve(directory.path)
    const { api } = served.server
    const id = await served.start('needs_input')
    const [asked] = await receiver.untilReceived('/json', 1)
    const code = codeOf(asked as ReceivedWebhook)
    expect(await readFile(join(served.server.home, 'answer-links.json'), 'utf8')).not.toContain(code)

    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await served.server.request({ method, path: `/answer/${code}` })
      expect(page.status).toBe(200)
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
      })
      expect(page.text).not.toMatch(/_next|src=|phone\.example/)
      expect(page.text).not.toContain(code)
      expect(page.text).not.toContain(id)
    }
    expect((await api.status(id)).status).toBe('waiting_for_input')

    const unfit = await post(served.server, { code, answers: {} })
    expect(unfit).toMatchObject({ status: 400, json: { error: { code: 'ANSWERS_INVALID' } } })
    const all = await Promise.all(['A', 'B', 'C'].map((q1) => post(served.server, { code, answers: { q1 } })))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404])
    expect(all.find(({ status }) => status === 200)?.json).toEqual({ answered: true })

    const { answers } = await api.untilStatus(id, 'completed')
    expect(answers).toHaveLength(1)
    const refused = [
      await post(served.server, { code, answers: { q1: 'D' } }),
      await post(served.server, { code: 'A'.repeat(43), answers: { q1: 'D' } }),
      await post(served.server, { code: '', answers: {} }),
    ]
    expect(new Set(refused.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1)
    expect(refused[0]).toMatchObject({ status: 404, json: { error: { code: 'ANSWER_LINK_NOT_FOUND' } } })
    for (const path of [`/answer/${code}`, '/answer/x', `/answer/${'A'.repeat(2_000)}`]) {
      expect((await api.get(path)).status).toBe(404)
    }
    expect((await served.server.request({ method: 'POST', path: `/answer/${code}` })).status).toBe(405)
  })
})

function post({ api }: BuiltServer, body: object) {
  return api.post('/api/answer-link', body)
}
