import { createHmac } from 'node:crypto'

export interface SignedMessage {
  /** Has no full stop in it. */
  id: string
  /** When this attempt is made, in whole seconds since 1970. */
  timestamp: number
  body: string
}

/** The header `webhook-signature` of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body. */
export function signMessage(secret: Uint8Array, { body, id, timestamp }: SignedMessage): string {
  const signature = createHmac('sha256', secret).update(`${id}.${String(timestamp)}.${body}`)
  return `v1,${signature.digest('base64')}`
}
