import type { Draft } from './draft.ts'
import { NASTY_JSON, nastyText } from './nasty.ts'
import type { Random } from './random.ts'

type Mutation = (draft: Draft, random: Random) => Draft

const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
  'get',
  'POST ',
]

const HEADERS: readonly [string, string][] = [
  ['Host', 'evil.example'],
  ['Origin', 'https://evil.example'],
  ['Origin', 'null'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Encoding', 'gzip'],
  ['Accept', 'text/x-component'],
  ['Accept', '*/*;q=x'],
  ['Accept-Encoding', 'gzip, br, zstd'],
  ['Idempotency-Key', '\u00ff'.repeat(129)],
  ['Idempotency-Key', 'k'],
  ['If-None-Match', 'W/"x", *'],
  ['Range', 'bytes=0-,-1'],
  ['X-Request-Id', '../x'],
  ['traceparent', '00-zz-zz-zz'],
  ['Next-Action', '0'.repeat(42)],
  ['RSC', '1'],
  ['Next-Router-State-Tree', '%5B%22%22%5D'],
  ['Next-Router-State-Tree', '%zz'],
  ['Next-Router-Prefetch', '1'],
  ['X-Middleware-Subrequest', 'middleware'],
  ['X-Forwarded-Host', 'evil.example'],
  ['Authorization', 'Bearer wrong'],
  ['Authorization', 'Basic Og=='],
  ['Cookie', '__proto__=1; a=b; =; \u00e9=1'],
  ['Expect', '100-continue'],
  ['Upgrade', 'h2c'],
  ['trpc-accept', 'application/jsonl'],
]

const TARGETS: readonly ((target: string) => string)[] = [
  (target) => `${target}/`,
  (target) => target.replace(/(\w)\//, '$1//'),
  (target) => target.replace('/api/', '/api/../api/'),
  (target) => target.replace('/api/', '/%61pi/'),
  (target) => target.replace('/', '/%2f'),
  (target) => target.toUpperCase(),
  (target) => `${target}%00`,
  (target) => `${target}%zz`,
  (target) => `${target}%ff%fe`,
  (target) => `${target}#x`,
  (target) => `${target}${target.includes('?') ? '&' : '?'}id=1&id=2&__proto__[x]=1`,
  (target) => `http://evil.example${target}`,
  (target) => target.replace(/\?.*/, ''),
  (target) => target.replace(/[\da-f]{8}-/g, ''),
  (target) => `${target}${'x'.repeat(20_000)}`,
  (target) => `${target}ü`,
  () => '*',
  () => '/_next/static/../../../etc/passwd',
  () => '/_next/static/%2e%2e/%2e%2e/server/app/page.js',
  () => '/_next/image?url=%2Ficon.svg&w=16&q=75',
  () => '/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=16&q=75',
  () => '/_next/data/x/index.json',
  () => '/.env',
]

const MUTATIONS: readonly Mutation[] = [
  (draft, random) => ({ ...draft, method: random.pick(METHODS) }),
  (draft, random) => ({ ...draft, target: random.pick(TARGETS)(draft.target) }),
  (draft, random) => ({ ...draft, headers: [...draft.headers, random.pick(HEADERS)] }),
  (draft, random) => {
    const [name, value] = random.pick(HEADERS)
    const others = draft.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase())
    return { ...draft, headers: [...others, [name, value]] }
  },
  (draft, random) => ({ ...draft, headers: [...draft.headers, ['X-Any', oneLine(nastyText(random))]] }),
  (draft, random) => ({ ...draft, headers: draft.headers.filter(() => !random.oneIn(4)) }),
  (draft, random) => withBody(draft, Buffer.from(random.pick(NASTY_JSON))),
  (draft, random) => withBody(draft, damage(draft.body ?? Buffer.from('{}'), random)),
  (draft) => withBody(draft, Buffer.from(draft.body?.toString() ?? '{}', 'utf16le')),
  (draft, random) => withBody(draft, random.oneIn(20) ? Buffer.alloc(1_200_000, 0x20) : Buffer.alloc(0)),
  (draft) =>
    withBody(draft, Buffer.from((draft.body?.toString() ?? '{}').replace('{', '{"__proto__":{"x":1},'))),
]

/** Up to three things of a request are other than they should be. */
export function mutate(draft: Draft, random: Random): Draft {
  const count = random.below(4)
  let mutated = draft
  for (let done = 0; done < count; done += 1) mutated = random.pick(MUTATIONS)(mutated, random)
  return mutated
}

/** The length is told as it is; what is told wrong is a matter of framing. */
function withBody(draft: Draft, body: Buffer): Draft {
  const others = draft.headers.filter(([name]) => name !== 'Content-Length')
  const isTyped = others.some(([name]) => name === 'Content-Type')
  const type: Draft['headers'] = isTyped ? [] : [['Content-Type', 'application/json']]
  return { ...draft, headers: [...others, ...type, ['Content-Length', String(body.length)]], body }
}

function damage(body: Buffer, random: Random): Buffer {
  const damaged = Buffer.from(body)
  for (let done = 0; done < 3; done += 1) damaged[random.below(damaged.length)] = random.below(256)
  return random.oneIn(3) ? damaged.subarray(0, random.below(damaged.length + 1)) : damaged
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\0]/g, ' ').slice(0, 10_000)
}
