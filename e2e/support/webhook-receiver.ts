import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { until } from './until.ts'

export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'a secret of the tests').toString('base64')}`

export interface ReceivedWebhook {
  path: string
  headers: IncomingHttpHeaders
  /** As it came, byte for byte: what was signed. */
  text: string
  body: Record<string, unknown>
}

/** Receives what the server sends, and verifies it with a library that is not ours. */
export interface WebhookReceiver extends AsyncDisposable {
  /** Of the receiver, without a path. */
  readonly origin: string
  readonly received: ReceivedWebhook[]
  /** From now on; 204 in the beginning. */
  setStatus(status: number): void
  /** Waits until so many have come to this path. */
  untilReceived(path: string, count: number): Promise<ReceivedWebhook[]>
}

/** @param port a port that is free, to be there again after a while; any by default */
export async function startWebhookReceiver(port = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = []
  let status = 204
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const body = JSON.parse(text) as Record<string, unknown>
      received.push({ path: request.url ?? '', headers: request.headers, text, body })
      response.writeHead(status).end()
    })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const ofPath = (path: string) => received.filter((message) => message.path === path)
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    received,
    setStatus: (next) => {
      status = next
    },
    untilReceived: (path, count) =>
      until(() => ofPath(path).length >= count && ofPath(path), {
        what: `${String(count)} webhooks at ${path}`,
        timeoutMs: 30_000,
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What a receiver does first. Throws for what was not signed with the secret, or not just now. */
export function verifyWebhook({ headers, text }: ReceivedWebhook): unknown {
  return new Webhook(WEBHOOK_SECRET).verify(text, headers as Record<string, string>)
}

/** Writes the settings of webhooks into a state directory that no server has opened yet. */
export async function writeWebhooks(directory: string, webhooks: readonly object[]): Promise<void> {
  const home = join(directory, 'state')
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(join(home, 'webhooks.json'), JSON.stringify({ webhooks }), { mode: 0o600 })
}
