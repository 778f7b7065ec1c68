import { expect, test } from 'vitest'
import { createRouteNames } from '../../../src/server/telemetry/route-names.ts'

const routeNames = createRouteNames([
  { page: '/_not-found', regex: '^/_not\\-found(?:/)?$' },
  { page: '/api/health', regex: '^/api/health(?:/)?$' },
  { page: '/', regex: '^/(?:/)?$' },
  { page: '/api/[[...rest]]', regex: '^/api(?:/(.+?))?(?:/)?$' },
  { page: '/executions/[id]', regex: '^/executions/([^/]+?)(?:/)?$' },
])

test.each([
  ['/', '/'],
  ['/?tab=1', '/'],
  ['/api/health', '/api/health'],
  ['/api/health?x=/executions/1', '/api/health'],
  ['/executions/1234', '/executions/[id]'],
  ['/executions/1234?tab=output', '/executions/[id]'],
  ['/_next/static/chunks/0a1b.js', '/_next/static'],
  ['/api/secret-of-somebody', '(unknown)'],
  ['/api', '(unknown)'],
  ['/nothing/here', '(unknown)'],
  ['/_not-found', '(unknown)'],
  ['//evil.example', '(unknown)'],
  ['*', '(unknown)'],
])('%s is counted as %s', (target, name) => {
  expect(routeNames(target)).toBe(name)
})
