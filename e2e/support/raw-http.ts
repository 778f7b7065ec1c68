import { connect } from 'node:net'

const ANSWER_TIMEOUT_MS = 10_000

/** What a server did with bytes that no HTTP client would send. */
export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  status: number
  text: string
}

/** Writes the bytes to the port and reads until the server closes. The request should ask for `Connection: close`. */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  { answerTimeoutMs = ANSWER_TIMEOUT_MS } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.setEncoding('latin1')
    socket.setTimeout(answerTimeoutMs, () => {
      socket.destroy(new Error(`The server left the connection open after: ${JSON.stringify(text)}`))
    })
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      resolve({ status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1] ?? 0), text })
    })
  })
}
