import type { IncomingMessage, ServerResponse } from 'node:http'
import { toErrorBody } from '@specflow/api'
import type { WorkflowError } from '@specflow/workflow'

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
  if (hasBody(request)) response.setHeader('Connection', 'close')
  response.writeHead(status, {
    'Content-Type': asJson ? 'application/json' : 'text/html; charset=utf-8',
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

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
