import { expect, it } from 'vitest'
import type { WebhookPayload } from '../../src/webhooks/port.ts'
import { renderMessage } from '../../src/webhooks/presets.ts'
import { newWebhook } from './support.ts'

const payload: WebhookPayload = {
  type: 'execution.waiting_for_input',
  id: 'msg_1',
  at: '2026-03-01T09:00:00.000Z',
  execution: {
    id: '5f17c03e-3cab-4789-a6fa-7684eef6bc68',
    projectId: 'shop',
    projectName: 'Shop <!channel>',
    skill: 'review',
    status: 'waiting_for_input',
    revision: 3,
    agent: 'claude',
    startedAt: '2026-03-01T08:00:00.000Z',
    updatedAt: '2026-03-01T09:00:00.000Z',
  },
  questions: [
    {
      id: 'q1',
      header: 'Database',
      question: 'Which <@U1>?',
      options: [{ label: 'SQLite' }, { label: 'Ünïcode 漢字' }],
      multiSelect: false,
    },
  ],
  answerUrl: 'http://10.0.0.7:4747/answer/abc',
  url: 'http://10.0.0.7:4747/executions/5f17c03e',
}

function render(preset: 'ntfy' | 'slack', address: string, given: WebhookPayload = payload) {
  const { body, url } = renderMessage(newWebhook({ preset, address }), given)
  return { url: url.href, body: JSON.parse(body) as Record<string, unknown> }
}

it('ntfy is given its topic in JSON at the root, with what to press', () => {
  expect(render('ntfy', 'https://ntfy.example/sub/my-topic?auth=abc')).toEqual({
    url: 'https://ntfy.example/sub/?auth=abc',
    body: {
      topic: 'my-topic',
      title: 'review asks (Shop <!channel>)',
      message: 'Database: Which <@U1>?\n• SQLite\n• Ünïcode 漢字',
      tags: ['question'],
      priority: 4,
      click: payload.answerUrl,
      actions: [{ action: 'view', label: 'Answer', url: payload.answerUrl }],
    },
  })
})

it('a message for ntfy is cut at a whole character', () => {
  const question = { id: 'q1', question: '漢'.repeat(3_000), options: [], multiSelect: false }
  const { message } = render('ntfy', 'https://ntfy.example/t', { ...payload, questions: [question] }).body
  expect(Buffer.byteLength(String(message))).toBeLessThanOrEqual(3_500)
  expect(message).toMatch(/^漢+…$/)
})

it('Slack is given blocks in which no text can call anybody, and only our links are links', () => {
  const { body } = render('slack', 'https://hooks.slack.example/services/T/B/x')
  expect(body).toEqual({
    text: 'review asks (Shop &lt;!channel&gt;)',
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: 'review asks (Shop <!channel>)', emoji: false } },
      {
        type: 'section',
        text: { type: 'plain_text', text: 'Database: Which <@U1>?\n• SQLite\n• Ünïcode 漢字', emoji: false },
      },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `<${payload.answerUrl ?? ''}|Answer>   <${payload.url ?? ''}|Open>` },
      },
    ],
    unfurl_links: false,
    unfurl_media: false,
  })
})

it('what failed says its code, and what completed only its title', () => {
  const { answerUrl: _, questions: __, url: ___, ...rest } = payload
  const failed = {
    ...rest,
    type: 'execution.failed',
    execution: { ...rest.execution, errorCode: 'TIMED_OUT' },
  } as const
  expect(render('ntfy', 'https://ntfy.example/t', failed).body).toMatchObject({
    title: 'review has failed (Shop <!channel>)',
    message: 'TIMED_OUT',
    priority: 3,
  })
  const completed = render('slack', 'https://hooks.slack.example/x', {
    ...rest,
    type: 'execution.completed',
  }).body
  expect(completed.blocks).toHaveLength(1)
})
