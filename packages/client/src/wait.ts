import { sleep } from './connection/sleep.ts'
import type { ExecutionStatus, ShownExecution } from './types/execution.ts'

/** Seconds that the server is asked to keep an answer back. */
export const LONG_POLL_SECONDS = 25
/** A server that stops answers at once, and would be asked without a pause. */
export const EMPTY_ANSWER_PAUSE_MS = 250

export interface WaitOptions {
  /** `settled`, the default: until it has ended or asks something. `ended`: until it has ended. */
  until?: 'settled' | 'ended' | undefined
  /** Told of every state that is seen, also of the last. */
  onUpdate?: ((execution: ShownExecution) => void) | undefined
  signal?: AbortSignal | undefined
  /** So long a server that is away is waited for: by default a minute, in which it can be started anew. */
  retryForMs?: number | undefined
}

type ReadStatus = (known: { since?: number; wait?: number }) => Promise<ShownExecution>

export async function waitForExecution(read: ReadStatus, options: WaitOptions): Promise<ShownExecution> {
  const { onUpdate, signal, until = 'settled' } = options
  let execution = await read({})
  for (;;) {
    onUpdate?.(execution)
    if (isEnded(execution.status)) return execution
    if (until === 'settled' && execution.status === 'waiting_for_input') return execution
    execution = await readNext(read, execution, signal)
  }
}

async function readNext(
  read: ReadStatus,
  known: ShownExecution,
  signal: AbortSignal | undefined,
): Promise<ShownExecution> {
  for (;;) {
    const next = await read({ since: known.revision, wait: LONG_POLL_SECONDS })
    if (next.revision !== known.revision) return next
    await sleep(EMPTY_ANSWER_PAUSE_MS, signal)
  }
}

/** Whether nothing happens to it any more. */
export function isEnded(status: ExecutionStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}
