import { cutToBytes, detailOf, titleOf } from './message-words.ts'
import type { WebhookPayload } from './port.ts'

/** Slack refuses a text of a block that is longer than 3,000 characters. */
const MAX_TEXT_BYTES = 2_900

/** A message of Slack's incoming webhooks. Nothing in a text can call anybody or make a link: only ours are links. */
export function renderSlack(payload: WebhookPayload): object {
  const { answerUrl, url } = payload
  const title = titleOf(payload)
  const detail = detailOf(payload)
  const links = [
    ...(answerUrl === undefined ? [] : [`<${answerUrl}|Answer>`]),
    ...(url === undefined ? [] : [`<${url}|Open>`]),
  ]
  return {
    // What a notification shows, in Slack's own markup.
    text: cutToBytes(escapeMarkup(title), MAX_TEXT_BYTES),
    blocks: [
      plainBlock(title),
      ...(detail === '' ? [] : [plainBlock(detail)]),
      ...(links.length === 0 ? [] : [{ type: 'section', text: { type: 'mrkdwn', text: links.join('   ') } }]),
    ],
    unfurl_links: false,
    unfurl_media: false,
  }
}

function plainBlock(text: string) {
  return {
    type: 'section',
    text: { type: 'plain_text', text: cutToBytes(text, MAX_TEXT_BYTES), emoji: false },
  }
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
