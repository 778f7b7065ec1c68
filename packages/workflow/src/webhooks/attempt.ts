import { readRetryAfter } from './backoff.ts'
import type { Delivery, Webhook } from './port.ts'
import { renderMessage } from './presets.ts'
import { signMessage } from './sign.ts'

const ATTEMPT_MS = 15_000

export interface AttemptOptions {
  fetch: typeof globalThis.fetch
  now(): Date
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Names the sender. */
  userAgent: string
}

export type AttemptEnd =
  | { kind: 'taken' }
  /** The receiver wants no more. */
  | { kind: 'gone'; reason: string }
  | { kind: 'failed'; reason: string; retryAfterMs?: number | undefined }
  /** The server ends. */
  | { kind: 'aborted' }

/** Sends a delivery once. Never rejects; answers after 15 s at the latest. Redirects are not followed, and no answer is read. */
export async function attemptDelivery(
  options: AttemptOptions,
  { webhook, delivery }: { webhook: Webhook; delivery: Delivery },
  signal: AbortSignal,
): Promise<AttemptEnd> {
  const over = new AbortController()
  const end = () => {
    over.abort()
  }
  signal.addEventListener('abort', end)
  if (signal.aborted) end()
  void options.wait(ATTEMPT_MS, over.signal).then(end, () => undefined)
  try {
    const { body, url } = renderMessage(webhook, delivery.payload)
    const response = await options.fetch(url, {
      method: 'POST',
      headers: headersOf(options, webhook, { id: delivery.payload.id, body }),
      body,
      redirect: 'manual',
      signal: over.signal,
    })
    // Its status says everything; what else it says could be of any size.
    await response.body?.cancel().catch(() => undefined)
    return judge(response, options.now())
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted' }
    return { kind: 'failed', reason: over.signal.aborted ? 'no answer within 15 s' : nameOf(error) }
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

function headersOf(
  { now, userAgent }: AttemptOptions,
  { secret }: Webhook,
  { body, id }: { id: string; body: string },
): Record<string, string> {
  // Of the attempt, not of the event: a receiver refuses what is old.
  const timestamp = Math.floor(now().getTime() / 1_000)
  return {
    'content-type': 'application/json',
    'user-agent': userAgent,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...(secret && { 'webhook-signature': signMessage(secret, { id, timestamp, body }) }),
  }
}

function judge({ headers, ok, status }: Response, now: Date): AttemptEnd {
  if (ok) return { kind: 'taken' }
  const reason = `it answered ${String(status)}`
  if (status === 410) return { kind: 'gone', reason }
  return { kind: 'failed', reason, retryAfterMs: readRetryAfter(headers.get('retry-after'), now) }
}

/** The system's name for it, beneath a `fetch failed`; never its words, which may repeat the address. */
function nameOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : 'the request failed'
}
