import { connect } from 'node:net'

export interface RawAnswer {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  body: string
}

/** Sends bytes over a socket and reads until the server closes it. An endless silence ends the test. */
export async function sendRaw(port: number, text: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port })
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('close', () => {
      resolve()
    })
    // A server that refuses a body closes while it is still being sent.
    socket.on('error', (error) => {
      if (chunks.length === 0) reject(error)
    })
    socket.on('connect', () => socket.write(text))
  })
  return Buffer.concat(chunks).toString('latin1')
}

/** One request whose connection ends with the answer. */
export async function requestRaw(port: number, lines: string[], body = ''): Promise<RawAnswer> {
  const head = [...lines, 'Connection: close'].join('\r\n')
  return parseAnswer(await sendRaw(port, `${head}\r\n\r\n${body}`))
}

export function parseAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...headerLines] = head.split('\r\n')
  const headers = headerLines.map((line) => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body: rest.join('\r\n\r\n'),
  }
}
