import type { IncomingMessage } from 'node:http'
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, type TextMapGetter, type Tracer } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import type { Front } from '../guard/front.ts'
import { REQUEST_ID_HEADER } from '../request-scope.ts'
import { withinSpan } from './current-span.ts'
import type { RouteNames } from './route-names.ts'

const propagator = new W3CTraceContextPropagator()

const HEADERS: TextMapGetter<IncomingMessage['headers']> = {
  get: (headers, name) => headers[name],
  keys: Object.keys,
}

/** A span for every request that reaches a front, within the caller's own where its `traceparent` names one. */
export function createRequestTraces(tracer: Tracer, routeNames: RouteNames): (front: Front) => Front {
  return (front) => (request, response, pass) => {
    const { headers, method = '', url = '' } = request
    const route = routeNames(url)
    const span = tracer.startSpan(
      `${method} ${route}`,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': method, 'http.route': route } },
      propagator.extract(ROOT_CONTEXT, headers, HEADERS),
    )
    response.once('close', () => {
      if (response.writableFinished) span.setAttribute('http.response.status_code', response.statusCode)
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      const requestId = response.getHeader(REQUEST_ID_HEADER)
      if (typeof requestId === 'string') span.setAttribute('specflow.request_id', requestId)
      span.end()
    })
    return withinSpan(span, () => front(request, response, pass))
  }
}
