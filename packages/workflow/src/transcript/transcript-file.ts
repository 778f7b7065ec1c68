import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** An open transcript. Reading past the end gives fewer bytes, also where the file has shrunk meanwhile. */
export interface TranscriptFile {
  /** When it was opened. */
  readonly size: number
  readAt(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
}

/** A plain file of this user's; `undefined` for everything else: no link is followed, and no pipe waited for. */
export async function openTranscriptFile(path: string): Promise<TranscriptFile | undefined> {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => undefined)
  if (!handle) return undefined
  const stats = await handle.stat().catch(() => undefined)
  if (!stats?.isFile() || stats.uid !== (process.geteuid?.() ?? stats.uid)) {
    await handle.close()
    return undefined
  }
  return {
    size: stats.size,
    readAt: async (position, length) => {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position)
      return buffer.subarray(0, bytesRead)
    },
    close: () => handle.close(),
  }
}
