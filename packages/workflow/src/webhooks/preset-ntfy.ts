import { cutToBytes, detailOf, titleOf } from './message-words.ts'
import type { RenderedMessage, WebhookPayload } from './port.ts'

/** ntfy makes a file of what is longer than 4,096 bytes. */
const MAX_MESSAGE_BYTES = 3_500
const MAX_TITLE_BYTES = 200

const TAGS: Record<WebhookPayload['type'], string> = {
  'execution.waiting_for_input': 'question',
  'execution.completed': 'white_check_mark',
  'execution.failed': 'x',
  'execution.cancelled': 'no_entry_sign',
}

/** ntfy takes JSON at its root, with the topic in it; in headers no text but ASCII would arrive. */
export function renderNtfy(address: URL, payload: WebhookPayload): RenderedMessage {
  const url = new URL(address)
  const topic = url.pathname.split('/').at(-1) ?? ''
  url.pathname = url.pathname.slice(0, -topic.length)
  const { answerUrl, type } = payload
  const title = titleOf(payload)
  const click = answerUrl ?? payload.url
  const message = {
    topic,
    title: cutToBytes(title, MAX_TITLE_BYTES),
    message: cutToBytes(detailOf(payload) || title, MAX_MESSAGE_BYTES),
    tags: [TAGS[type]],
    priority: type === 'execution.waiting_for_input' ? 4 : 3,
    ...(click !== undefined && { click }),
    ...(answerUrl !== undefined && { actions: [{ action: 'view', label: 'Answer', url: answerUrl }] }),
  }
  return { url, body: JSON.stringify(message) }
}
