import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { until } from './until.ts'

export interface ReceivedSpan {
  name: string
  traceId: string
  spanId: string
  /** Empty or absent for one that is part of nothing. */
  parentSpanId?: string
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: Record<string, unknown>
}

/** Receives traces as a collector does: OTLP over HTTP, as JSON. */
export interface OtlpCollector extends AsyncDisposable {
  readonly origin: string
  spans(): ReceivedSpan[]
  /** Every byte that was sent, in order. */
  text(): string
  /** Waits until a span of this name and these attributes was received. */
  untilSpan(name: string, attributes?: Readonly<Record<string, unknown>>): Promise<ReceivedSpan>
}

export async function startOtlpCollector(): Promise<OtlpCollector> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(body)
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const spans = () => bodies.flatMap((body) => readSpans(JSON.parse(body) as Export))
  return {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans,
    text: () => bodies.join('\n'),
    untilSpan: (name, attributes = {}) =>
      until(() => spans().find((span) => span.name === name && hasAll(span, attributes)), {
        what: `the span ${name} with ${JSON.stringify(attributes)}`,
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Export {
  resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[]
}

interface SentSpan extends Omit<ReceivedSpan, 'attributes'> {
  attributes: { key: string; value: Record<string, unknown> }[]
}

function readSpans({ resourceSpans }: Export): ReceivedSpan[] {
  const sent = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans).flatMap(({ spans }) => spans)
  return sent.map(({ attributes, ...span }) => ({
    ...span,
    attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
  }))
}

function hasAll({ attributes }: ReceivedSpan, wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([name, value]) => attributes[name] === value)
}
