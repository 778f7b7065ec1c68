import type { IncomingMessage, ServerResponse } from 'node:http'
import { toErrorBody } from '@specflow/api'
import type { WorkflowError } from '@specflow/workflow'
import { retryAfter } from '../retry-after.ts'
import { escapeHtml } from '../escape-html.ts'
import { signInPage } from '../session/sign-in-page.ts'

export interface Refusal {
  request: IncomingMessage
  response: ServerResponse
  refusal: WorkflowError
  /** The error body of the API; a small page otherwise. */
  asJson: boolean
}

/** Answers a refused request. A body that it may have is not read, so the connection ends with the answer. */
export function sendRefusal({ request, response, refusal, asJson }: Refusal): void {
  const { status, body } = toErrorBody(refusal)
  const text = asJson ? JSON.stringify(body) : page(status, refusal.message)
  const { allowed } = refusal.details ?? {}
  if (Array.isArray(allowed)) response.setHeader('Allow', allowed.join(', '))
  for (const [name, value] of Object.entries(retryAfter(refusal))) response.setHeader(name, value)
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="SpecFlow"')
  for (const [name, value] of Object.entries(retryAfter(refusal))) response.setHeader(name, value)
  if (hasBody(request)) response.setHeader('Connection', 'close')
  send(response, status, { text, type: asJson ? 'application/json' : HTML })
}

/** In place of the page that a browser asked for which is not signed in; it brings the person back to that page. */
export function sendSignInPage(response: ServerResponse, nonce: string): void {
  send(response, 401, { text: signInPage(nonce), type: HTML })
}

const HTML = 'text/html; charset=utf-8'

function send(
  response: ServerResponse,
  status: number,
  { text, type }: { text: string; type: string },
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

function page(status: number, message: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>SpecFlow: ${String(status)}</title>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">SpecFlow refused this request</h1>
<p>${escapeHtml(message)}</p>
</body>
</html>
`
}
