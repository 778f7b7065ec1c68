export interface ReadLimits {
  limitBytes: number
  /** For the whole body, from now. */
  timeoutMs: number
}

/** `too_large` stops reading at the first byte over the limit; `interrupted` is a sender that went away. */
export type LimitedBody = Uint8Array | 'too_large' | 'too_slow' | 'interrupted'

/** Reads a body of unknown length without ever holding more than the limit and one chunk. Never rejects. */
export async function readLimited(
  stream: ReadableStream<Uint8Array>,
  limits: ReadLimits,
): Promise<LimitedBody> {
  const reader = stream.getReader()
  let timer: NodeJS.Timeout | undefined
  const tooSlow = new Promise<'too_slow'>((resolve) => {
    timer = setTimeout(resolve, limits.timeoutMs, 'too_slow')
  })
  try {
    const body = await Promise.race([readChunks(reader, limits.limitBytes), tooSlow])
    if (typeof body === 'string') void reader.cancel().catch(() => undefined)
    return body
  } finally {
    clearTimeout(timer)
  }
}

async function readChunks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array | 'too_large' | 'interrupted'> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      size += chunk.value.byteLength
      if (size > limitBytes) return 'too_large'
      chunks.push(chunk.value)
    }
  } catch {
    return 'interrupted'
  }
  return Buffer.concat(chunks, size)
}
