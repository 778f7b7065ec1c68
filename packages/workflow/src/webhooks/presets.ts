import { renderNtfy } from './preset-ntfy.ts'
import { renderSlack } from './preset-slack.ts'
import type { RenderedMessage, Webhook, WebhookPayload } from './port.ts'

export function renderMessage({ preset, url }: Webhook, payload: WebhookPayload): RenderedMessage {
  switch (preset) {
    case 'json':
      return { url, body: JSON.stringify(payload) }
    case 'ntfy':
      return renderNtfy(url, payload)
    case 'slack':
      return { url, body: JSON.stringify(renderSlack(payload)) }
  }
}
