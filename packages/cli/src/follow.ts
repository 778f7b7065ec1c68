import { isEnded, WorkflowApiError, type ShownExecution } from '@specflow/client'
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.ts'
import type { Session } from './session.ts'
import { createProgress } from './terminal/progress.ts'
import { describeExecution } from './terminal/words.ts'

/** So long a second Ctrl-C is waited for after the first. */
const SECOND_INTERRUPT_MS = 10_000

/** Waits until it has ended or asks something, and tells how it goes. Ctrl-C leaves it alone; a second one cancels it. */
export async function follow({ client, print, world }: Session, id: string): Promise<ExitCode> {
  const progress = createProgress(print.isForPerson ? world.stderr : { ...world.stderr, isTerminal: false })
  const leaving = new AbortController()
  const interrupts = listen({
    onFirst() {
      progress.clear()
      print.note(
        `The run goes on. Cancel it with: specflowctl cancel ${id}, or by Ctrl-C once more within ${String(SECOND_INTERRUPT_MS / 1_000)} s.`,
      )
    },
    onSecond() {
      progress.clear()
      print.note('Cancelling.')
      // What the wait is told decides; whatever ended by itself meanwhile needs no cancel.
      client.cancel(id).catch((error: unknown) => {
        if (!(error instanceof WorkflowApiError && error.code === 'ALREADY_ENDED')) leaving.abort(error)
      })
    },
    onLeave() {
      leaving.abort(new Interrupted())
    },
    subscribe: world.onInterrupt,
  })
  try {
    const onUpdate = (execution: ShownExecution) => {
      progress.show(execution)
      print.emit(isSettled(execution) ? execution : briefly(execution))
    }
    const execution = await client.wait(id, { signal: leaving.signal, onUpdate })
    progress.end()
    print.say(describeExecution(execution))
    return exitCodeOf(execution)
  } catch (error) {
    if (error instanceof Interrupted) return EXIT.interrupted
    throw error
  } finally {
    progress.end()
    interrupts.end()
  }
}

class Interrupted extends Error {}

interface Interrupts {
  onFirst(): void
  onSecond(): void
  /** No second one came, or a third one did. */
  onLeave(): void
  subscribe(listener: () => void): () => void
}

function listen({ onFirst, onLeave, onSecond, subscribe }: Interrupts): { end(): void } {
  let count = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const unsubscribe = subscribe(() => {
    count += 1
    clearTimeout(timer)
    if (count === 1) {
      timer = setTimeout(onLeave, SECOND_INTERRUPT_MS)
      onFirst()
    } else if (count === 2) onSecond()
    else onLeave()
  })
  return {
    end() {
      clearTimeout(timer)
      unsubscribe()
    },
  }
}

function isSettled({ status }: ShownExecution): boolean {
  return isEnded(status) || status === 'waiting_for_input'
}

/** The line of JSON of a state on the way; the last line is the whole record. */
function briefly({ id, queuedBecause, revision, status }: ShownExecution) {
  return { id, status, revision, ...(queuedBecause !== undefined && { queuedBecause }) }
}
