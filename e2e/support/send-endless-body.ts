import { connect } from 'node:net'

const CHUNK_BYTES = 0x1_0000
const CHUNK = Buffer.from(`${CHUNK_BYTES.toString(16)}\r\n${'x'.repeat(CHUNK_BYTES)}\r\n`)
const TIMEOUT_MS = 30_000

/**
 * Sends a head and then chunk after chunk of a body, until the server answers or hangs up or so much was sent. Between two chunks it
 * looks for the answer, because a write that fails takes with it what was not read yet. The status is 0 when it was lost all the same.
 */
export function sendEndlessBody(
  port: number,
  head: string,
  mostBytes: number,
): Promise<{ status: number; sentBytes: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    let sentBytes = 0
    const send = () => {
      if (text !== '' || !socket.writable || sentBytes >= mostBytes) return
      sentBytes += CHUNK_BYTES
      socket.write(CHUNK, () => setImmediate(send))
    }
    socket.setEncoding('latin1')
    socket.setTimeout(TIMEOUT_MS, () => {
      reject(new Error(`The server neither answers nor closes; it has sent ${JSON.stringify(text)}.`))
      socket.destroy()
    })
    socket.on('connect', () => socket.write(head, () => setImmediate(send)))
    socket.on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), sentBytes })
    })
  })
}
