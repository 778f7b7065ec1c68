import { nastyValue } from './nasty.ts'
import type { Operation } from './surface.ts'
import { makeValue, type Choices } from './values.ts'

/** A request before it is bytes. */
export interface Draft {
  method: string
  /** As it stands on the request line. */
  target: string
  headers: [name: string, value: string][]
  body?: Buffer
}

/** A request as the operation wants it, or nearly. */
export function makeDraft(choices: Choices, operation: Operation, host: string): Draft {
  const { world } = choices
  const headers: Draft['headers'] = [
    ['Host', host],
    ['Connection', 'close'],
    ['Authorization', `Bearer ${world.token}`],
  ]
  switch (operation.kind) {
    case 'rest':
      return makeRest(choices, operation, headers)
    case 'procedure':
      return makeCall(choices, operation, headers)
    case 'page':
      return { method: 'GET', target: fillIn(choices, operation.path) + stray(choices), headers }
  }
}

function makeRest(
  choices: Choices,
  { body, method, path, query }: Extract<Operation, { kind: 'rest' }>,
  headers: Draft['headers'],
): Draft {
  const { random } = choices
  const pairs = query
    .filter(({ name }) => name === 'id' || !random.oneIn(3))
    .map(({ name, schema }) => pair(name, makeValue(choices, name, schema)))
  const target = pairs.length === 0 ? path : `${path}?${pairs.join('&')}`
  if (!body) return { method, target, headers }
  return withJson({ method, target, headers }, JSON.stringify(makeValue(choices, '', body)))
}

function makeCall(
  choices: Choices,
  { input, name, type }: Extract<Operation, { kind: 'procedure' }>,
  headers: Draft['headers'],
): Draft {
  const { random } = choices
  const make = () => (input ? makeValue(choices, '', input) : undefined)
  const batch = random.oneIn(4) ? 1 + random.below(random.oneIn(5) ? 40 : 3) : 0
  const value =
    batch === 0 ? make() : Object.fromEntries(Array.from({ length: batch }, (_, index) => [index, make()]))
  const path = `/api/trpc/${batch === 0 ? name : Array.from({ length: batch }, () => name).join()}`
  const flag = batch === 0 ? '' : 'batch=1'
  const text = JSON.stringify(value) as string | undefined
  if (type === 'mutation') return withJson({ method: 'POST', target: `${path}?${flag}`, headers }, text ?? '')
  const query = [flag, ...(text === undefined ? [] : [pair('input', text)])].filter((part) => part !== '')
  return { method: 'GET', target: `${path}?${query.join('&')}`, headers }
}

function withJson(draft: Omit<Draft, 'body'>, text: string): Draft {
  const body = Buffer.from(text)
  const headers: Draft['headers'] = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
  ]
  return { ...draft, headers: [...draft.headers, ...headers], body }
}

/** `/executions/[id]` with an id. */
function fillIn(choices: Choices, path: string): string {
  return path.replace(/\[+(?:\.\.\.)?(\w+)\]+/g, (_, name: string) =>
    encode(makeValue(choices, name, { type: 'string' })),
  )
}

function stray({ random }: Choices): string {
  return random.oneIn(4)
    ? `?${pair(random.pick(['tab', 'page', 'status', '_rsc', 'text']), nastyValue(random))}`
    : ''
}

function pair(name: string, value: unknown): string {
  return `${name}=${encode(value)}`
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  // Half of a surrogate pair is no character, and cannot be encoded.
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
    .slice(0, 8_000)
    .replace(/%[\dA-F]?$/, '')
}
