import type { Draft } from './draft.ts'
import type { Random } from './random.ts'

/** What goes over the wire, and whether the client listens for an answer. */
export interface Wire {
  bytes: Buffer
  /** After the last byte nothing more is said: half of the connection is closed, or all of it. */
  end: 'keep' | 'half' | 'gone'
}

type Framing = (draft: Draft) => Wire

const ODD_FRAMINGS: readonly Framing[] = [
  (draft) => wire(withHeader(draft, 'Transfer-Encoding', 'chunked'), 'half'),
  (draft) =>
    wire({ ...withHeader(without(draft), 'Transfer-Encoding', 'chunked'), body: chunked(draft.body) }),
  (draft) =>
    wire(
      {
        ...withHeader(without(draft), 'Transfer-Encoding', 'chunked'),
        body: Buffer.from('zz\r\nx\r\n0\r\n\r\n'),
      },
      'half',
    ),
  (draft) =>
    wire(
      { ...withHeader(without(draft), 'Transfer-Encoding', 'chunked'), body: Buffer.from('5;x=y\r\n{"a"') },
      'half',
    ),
  (draft) => wire(withHeader(draft, 'Transfer-Encoding', 'xchunked, chunked'), 'half'),
  (draft) => wire(withHeader(draft, 'Content-Length', '0'), 'half'),
  (draft) => wire(withHeader(without(draft), 'Content-Length', '-1'), 'half'),
  (draft) => wire(withHeader(without(draft), 'Content-Length', '99999999999999999999'), 'half'),
  (draft) =>
    wire(withHeader(without(draft), 'Content-Length', String((draft.body?.length ?? 0) + 10)), 'half'),
  (draft) =>
    wire(withHeader(without(draft), 'Content-Length', String((draft.body?.length ?? 0) + 10)), 'gone'),
  (draft) => replaced(draft, /\r\n/g, '\n'),
  (draft) => replaced(draft, 'HTTP/1.1', 'HTTP/1.0'),
  (draft) => replaced(draft, 'HTTP/1.1', 'HTTP/2.0'),
  (draft) => replaced(draft, ' HTTP/1.1', ''),
  (draft) => replaced(draft, 'Host: ', 'Host : '),
  (draft) => replaced(draft, 'Host: ', ' Host: '),
  (draft) => replaced(draft, 'Connection: close', 'Connection: close\r\n folded'),
  (draft) => replaced(draft, 'Connection: close', 'Connection: close\0'),
  (draft) => replaced(draft, 'Connection: close', 'Connection: close, upgrade, host'),
  (draft) => ({ bytes: Buffer.concat([toBytes(draft), Buffer.from('GET / HTTP/1.1\r\n\r\n')]), end: 'half' }),
  (draft) => ({ bytes: toBytes(draft).subarray(0, 40), end: 'half' }),
  (draft) => ({ bytes: toBytes(draft), end: 'gone' }),
  () => ({ bytes: Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), end: 'half' }),
  () => ({ bytes: Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), end: 'half' }),
  (draft) => wire({ ...draft, headers: [...draft.headers, ...manyHeaders()] }),
]

/** Mostly as HTTP has it. */
export function frame(draft: Draft, random: Random): Wire {
  if (!random.oneIn(12)) return wire(draft)
  return random.pick(ODD_FRAMINGS)(draft)
}

function wire(draft: Draft, end: Wire['end'] = 'keep'): Wire {
  return { bytes: toBytes(draft), end }
}

function toBytes({ body, headers, method, target }: Draft): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)])
}

function replaced(draft: Draft, what: string | RegExp, by: string): Wire {
  const head = toBytes({ ...draft, body: Buffer.alloc(0) }).toString()
  return {
    bytes: Buffer.concat([Buffer.from(head.replace(what, by)), draft.body ?? Buffer.alloc(0)]),
    end: 'half',
  }
}

function withHeader(draft: Draft, name: string, value: string): Draft {
  return { ...draft, headers: [...draft.headers, [name, value]] }
}

function without(draft: Draft): Draft {
  return { ...draft, headers: draft.headers.filter(([name]) => name !== 'Content-Length') }
}

function chunked(body: Buffer = Buffer.alloc(0)): Buffer {
  const parts = [body.subarray(0, 3), body.subarray(3)].filter((part) => part.length > 0)
  const sent = parts.map((part) =>
    Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
  )
  return Buffer.concat([...sent, Buffer.from('0\r\nX-Trailer: 1\r\n\r\n')])
}

function manyHeaders(): Draft['headers'] {
  return Array.from({ length: 1_500 }, (_, index) => [`X-${String(index)}`, '1'])
}
