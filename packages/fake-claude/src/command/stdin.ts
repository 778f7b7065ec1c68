import { setTimeout as delay } from 'node:timers/promises'

/** How long the real command waits for a first byte of a stdin that stays open. */
const FIRST_BYTE_MS = 3_000

/** Reads stdin to its end. An open stdin on which nothing comes counts as empty, as with the real command. */
export async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = []
  const iterator: AsyncIterator<Buffer> = process.stdin[Symbol.asyncIterator]()
  const silence = new AbortController()
  const first = await Promise.race([
    iterator.next(),
    delay(FIRST_BYTE_MS, undefined, { signal: silence.signal }),
  ])
  silence.abort()
  for (let next = first; next?.done === false; next = await iterator.next()) chunks.push(next.value)
  return Buffer.concat(chunks)
}
