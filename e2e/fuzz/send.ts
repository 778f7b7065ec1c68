import { connect } from 'node:net'
import type { Wire } from './framing.ts'

/** What came of a request. */
export type Reply =
  | { kind: 'answer'; status: number; head: string; body: string }
  /** The connection ended without one, which is all right where the client was unclear or went away. */
  | { kind: 'closed' }
  | { kind: 'hang'; text: string }

/** Writes the bytes and reads one answer; never waits longer than this. */
export function send(port: number, { bytes, end }: Wire, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const chunks: Buffer[] = []
    const finish = (reply: Reply) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reply)
    }
    const read = () => Buffer.concat(chunks).toString('latin1')
    const timer = setTimeout(() => {
      finish({ kind: 'hang', text: read() })
    }, timeoutMs)
    socket.on('connect', () => {
      socket.write(bytes, () => {
        if (end === 'half') socket.end()
        if (end === 'gone') finish({ kind: 'closed' })
      })
    })
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const answer = parse(read(), false)
      if (answer) finish(answer)
    })
    // A server that refuses early may close before it was given everything.
    socket.on('error', () => {
      finish(parse(read(), true) ?? { kind: 'closed' })
    })
    socket.on('close', () => {
      finish(parse(read(), true) ?? { kind: 'closed' })
    })
  })
}

/** The answer in a text, once all of it is there; a text that has ended is all of it. */
function parse(text: string, hasEnded: boolean): Extract<Reply, { kind: 'answer' }> | undefined {
  const [, code, rest = ''] = /^HTTP\/1\.[01] (\d{3})([\s\S]*)$/.exec(text) ?? []
  const cut = rest.indexOf('\r\n\r\n')
  if (code === undefined || cut === -1) return undefined
  const body = rest.slice(cut + 4)
  if (code.startsWith('1')) return parse(body, hasEnded)
  const head = rest.slice(0, cut)
  const isWhole = hasEnded || code === '304' || code === '204' || isComplete(head, body)
  return isWhole
    ? { kind: 'answer', status: Number(code), head, body: Buffer.from(body, 'latin1').toString() }
    : undefined
}

function isComplete(head: string, body: string): boolean {
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
  if (length !== undefined) return body.length >= Number(length)
  return /\r\ntransfer-encoding: chunked/i.test(head) && body.endsWith('0\r\n\r\n')
}
