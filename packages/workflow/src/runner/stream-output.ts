import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { redactStream } from '../redact-stream.ts'

const CHUNK_BYTES = 256 * 1_024

/**
 * What a run printed, as text without secrets, part by part as it is asked for and up to where the file ends now. `undefined` for
 * everything that is no plain file of this user's: no link is followed, and no pipe waited for.
 */
export async function streamOutput(path: string): Promise<AsyncIterable<string> | undefined> {
  const opened = await openPlain(path)
  if (!opened) return undefined
  await opened.file.close()
  return redactStream(readParts(path, opened.size))
}

/** Opened by whoever reads it and closed by whoever stops: an answer that nobody takes holds nothing. */
async function* readParts(path: string, size: number): AsyncGenerator<string> {
  const opened = await openPlain(path)
  if (!opened) return
  const { file } = opened
  try {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    for (let position = 0; position < size;) {
      const length = Math.min(CHUNK_BYTES, size - position)
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
      if (bytesRead === 0) break
      position += bytesRead
      yield decoder.decode(buffer.subarray(0, bytesRead), { stream: true })
    }
    yield decoder.decode()
  } finally {
    await file.close()
  }
}

async function openPlain(path: string): Promise<{ file: FileHandle; size: number } | undefined> {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  if (!file) return undefined
  const stats = await file.stat().catch(() => undefined)
  const isOwn = stats?.uid === (process.geteuid?.() ?? stats?.uid)
  if (stats?.isFile() === true && isOwn) return { file, size: stats.size }
  await file.close()
  return undefined
}
