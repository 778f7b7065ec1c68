import { METHODS } from 'node:http'
import { Histogram, type Registry } from 'prom-client'
import type { Front } from '../guard/front.ts'
import type { RouteNames } from './route-names.ts'

/** Up to the longest wait for news, which is a minute. */
const SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10, 60]

/** Makes what measures every request that reaches a front, until its last byte is written or its client is gone. */
export function createRequestMetrics(registry: Registry, routeNames: RouteNames): (front: Front) => Front {
  const duration = new Histogram({
    name: 'specflow_http_request_duration_seconds',
    help: 'How long requests took, by method, route and status; of one whose client went away first the status is "aborted".',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  return (front) => (request, response, pass) => {
    const { method = '', url = '' } = request
    const begun = performance.now()
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'aborted'
      duration.observe(
        { method: nameOf(method), route: routeNames(url), status },
        (performance.now() - begun) / 1_000,
      )
    })
    return front(request, response, pass)
  }
}

/** Node takes no method but those of its parser, and there are as many statuses as the server has. */
function nameOf(method: string): string {
  return METHODS.includes(method) ? method : '(unknown)'
}
