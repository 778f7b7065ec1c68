import { describe, expect, test } from 'vitest'
import { createRequestGuard, type GuardedRequest } from '../../../src/server/guard/request-guard.ts'
import { addressesOf } from '../../../src/server/session/addresses.ts'

const guard = createRequestGuard({ addresses: addressesOf('127.0.0.1', 4747, []) })
const OWN = '127.0.0.1:4747'

interface Given extends Partial<Omit<GuardedRequest, 'header'>> {
  origin?: string
  site?: string
}

function check({ method = 'GET', target = '/', hosts = [OWN], origin, site }: Given) {
  const headers = new Map([
    ['origin', origin],
    ['sec-fetch-site', site],
  ])
  return guard({ method, target, hosts, header: (name) => headers.get(name) })?.code
}

describe('Host', () => {
  test.each([OWN, 'localhost:4747', '[::1]:4747', 'LOCALHOST:4747'])('%s is ours', (host) => {
    expect(check({ hosts: [host] })).toBeUndefined()
  })

  test.each([
    'evil.example',
    'evil.example:4747',
    '127.0.0.1',
    '127.0.0.1:4748',
    '127.0.0.1:4747.evil.example',
    'localhost.:4747',
    'user@127.0.0.1:4747',
    '127.0.0.1:4747, evil.example',
    ' 127.0.0.1:4747',
    '2130706433:4747',
    '0.0.0.0:4747',
    '127.1:4747',
    '127.0.0.1:04747',
    '',
    'null',
  ])('%j is not', (host) => {
    expect(check({ hosts: [host] })).toBe('FORBIDDEN')
  })

  test('no Host and two Hosts are refused, even the same twice', () => {
    expect(check({ hosts: [] })).toBe('FORBIDDEN')
    expect(check({ hosts: [OWN, OWN] })).toBe('FORBIDDEN')
    expect(check({ hosts: [OWN, 'evil.example'] })).toBe('FORBIDDEN')
  })

  test('on port 80 the port may be left out', () => {
    const onPort80 = createRequestGuard({ addresses: addressesOf('127.0.0.1', 80, []) })
    const refusal = onPort80({ method: 'GET', target: '/', hosts: ['localhost'], header: () => undefined })
    expect(refusal).toBeUndefined()
  })

  test('the refusal says what is answered to', () => {
    const refusal = guard({ method: 'GET', target: '/', hosts: ['evil.example'], header: () => undefined })
    expect(refusal?.message).toContain('"evil.example"')
    expect(refusal?.message).toContain('http://127.0.0.1:4747')
    expect(refusal?.message).toContain('SPECFLOW_ALLOWED_HOSTS')
  })
})

describe('target', () => {
  test.each(['/', '/api', '/a%20b?x=//y', '/_next/static/x.js', '/x?q=%zz'])(
    '%s is a path of ours',
    (target) => {
      expect(check({ target })).toBeUndefined()
    },
  )

  test.each([
    '/%zz',
    '/projects/%',
    '//evil.example',
    '/\\evil.example',
    '/a\\b',
    'http://evil.example/api',
    '*',
    '',
    'api',
  ])('%j is not', (target) => {
    expect(check({ target })).toBe('INVALID_INPUT')
  })
})

describe('method', () => {
  test.each([
    ['GET', '/', undefined],
    ['HEAD', '/projects/x', undefined],
    ['POST', '/', 'METHOD_NOT_ALLOWED'],
    ['OPTIONS', '/', 'METHOD_NOT_ALLOWED'],
    ['POST', '/_next/static/x.js', 'METHOD_NOT_ALLOWED'],
    ['POST', '/apiary', 'METHOD_NOT_ALLOWED'],
    ['POST', '/API/workflow/start', 'METHOD_NOT_ALLOWED'],
    ['POST', '/%61pi/workflow/start', 'METHOD_NOT_ALLOWED'],
    ['POST', '/api/workflow/start', undefined],
    ['POST', '/api?x', undefined],
    ['DELETE', '/api', undefined],
    ['TRACE', '/api', 'METHOD_NOT_ALLOWED'],
    ['PROPFIND', '/', 'METHOD_NOT_ALLOWED'],
    ['get', '/', 'METHOD_NOT_ALLOWED'],
  ])('%s %s: %s', (method, target, code) => {
    expect(check({ method, target })).toBe(code)
  })
})

describe('Origin and Sec-Fetch-Site', () => {
  const post = { method: 'POST', target: '/api/workflow/cancel' }

  test.each([
    ['a program', {}],
    ['our page', { origin: `http://${OWN}`, site: 'same-origin' }],
    ['our page by another name', { origin: 'http://localhost:4747', site: 'same-origin' }],
    ['the address bar', { site: 'none' }],
  ])('%s may change something', (_, headers) => {
    expect(check({ ...post, ...headers })).toBeUndefined()
  })

  test.each([
    ['another site', { origin: 'http://evil.example', site: 'cross-site' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:3000', site: 'same-site' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['our host by https', { origin: `https://${OWN}` }],
    ['a longer host', { origin: `http://${OWN}.evil.example` }],
    ['a site that hides its origin', { site: 'cross-site' }],
    ['another port that hides its origin', { site: 'same-site' }],
    ['a made-up value', { site: 'SAME-ORIGIN' }],
    ['two origins', { origin: `http://${OWN}, http://evil.example` }],
  ])('%s may not', (_, headers) => {
    expect(check({ ...post, ...headers })).toBe('FORBIDDEN')
  })

  test('a foreign origin may not even read', () => {
    expect(check({ origin: 'http://evil.example' })).toBe('FORBIDDEN')
  })

  test('a link from another site opens a page', () => {
    expect(check({ site: 'cross-site' })).toBeUndefined()
  })
})

test('the host is asked before everything else', () => {
  expect(check({ hosts: ['evil.example'], target: '*', method: 'TRACE', origin: 'null' })).toBe('FORBIDDEN')
})

test('the target is asked before who sent it, and the method last of all', () => {
  const foreign = { origin: 'http://evil.example', site: 'cross-site' }
  expect(check({ target: '*', method: 'TRACE', ...foreign })).toBe('INVALID_INPUT')
  expect(check({ method: 'POST', ...foreign })).toBe('FORBIDDEN')
  expect(check({ method: 'POST', site: 'cross-site' })).toBe('FORBIDDEN')
  expect(check({ method: 'TRACE', target: '/api', origin: 'null' })).toBe('FORBIDDEN')
  expect(check({ method: 'POST' })).toBe('METHOD_NOT_ALLOWED')
})

describe('without a token', () => {
  const strict = createRequestGuard({
    addresses: addressesOf('127.0.0.1', 4747, []),
    authority: { recognize: () => undefined },
  })
  const code = 'x'.repeat(43)
  const ask = (method: string, target: string, origin?: string) =>
    strict({ method, target, hosts: [OWN], header: (name) => (name === 'origin' ? origin : undefined) })?.code

  test.each([
    ['POST', '/api/session'],
    ['POST', '/api/answer-link'],
    ['GET', `/answer/${code}`],
    ['HEAD', `/answer/${code}?utm=1`],
  ])('%s %s is let in: it brings a secret of its own', (method, target) => {
    expect(ask(method, target)).toBeUndefined()
    expect(ask(method, target, 'http://evil.example')).toBe('FORBIDDEN')
  })

  test.each([
    ['GET', '/api/session'],
    ['POST', '/api/session/'],
    ['POST', '/api/session/link'],
    ['POST', '/api/sessions'],
    ['POST', `/answer/${code}`],
    ['GET', '/api/answer-link'],
    ['GET', '/answer/short'],
    ['GET', `/answer/${code}/x`],
    ['GET', `/answer/${code}/../../api/health`],
    ['GET', `/answer/%2e%2e/api/health?${code}`],
    ['GET', '/'],
  ])('%s %s is not', (method, target) => {
    expect(ask(method, target)).toBe('UNAUTHORIZED')
  })
})
