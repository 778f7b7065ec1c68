import type { Transcript } from '@specflow/workflow/schema'
import { pacedMs, pollingPace } from '../../lib/polling-pace.ts'
import { backoffMs } from '../../trpc/backoff.ts'
import { isTransient } from '../../trpc/refusal.ts'

const INTERVAL_MS = 1_000

export interface FollowOptions {
  /** The newest part, or what follows. */
  read(after: number | undefined): Promise<Transcript>
  /** How far it is known; `undefined` for nothing yet. */
  knownEnd(): number | undefined
  take(page: Transcript, after: number | undefined): void
  /** Refused for good. */
  fail(error: unknown): void
  /** Whether more can come. */
  isLive: boolean
  /** Resolves after the time, and not before somebody can see it. */
  wait(ms: number, signal: AbortSignal): Promise<void>
  signal: AbortSignal
}

/** Reads a transcript to its end, and on for as long as it grows. Never rejects. */
export async function followTranscript(options: FollowOptions): Promise<void> {
  const { fail, isLive, knownEnd, read, signal, take, wait } = options
  const isOver = () => signal.aborted
  for (let failures = 0; !isOver();) {
    const after = knownEnd()
    try {
      const page = await read(after)
      if (isOver()) return
      take(page, after)
      failures = 0
      if (hasMore(page, after)) continue
      if (isLive) await wait(pacedMs(INTERVAL_MS, pollingPace()), signal)
      // The newest part may have been fetched while the run went on; only what was asked after it is the end.
      else if (after !== undefined) return
    } catch (error) {
      if (isOver()) return
      if (!isTransient(error)) {
        fail(error)
        return
      }
      failures += 1
      await wait(backoffMs(failures), signal)
    }
  }
}

/** Not so for a last line that is just being written: then the answer is no step further. */
function hasMore({ end, size }: Transcript, after: number | undefined): boolean {
  return end < size && end !== after
}
