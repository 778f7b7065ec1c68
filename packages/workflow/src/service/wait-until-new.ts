import type { ServiceContext } from './context.ts'

export interface WaitOptions<T> {
  /** At most so long; 0 looks once. */
  seconds: number
  /** Only changes of this execution are worth another look; of any without it. */
  id?: string
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal | undefined
  read(): Promise<T>
  isNew(answer: T): boolean
}

/** Answers as soon as there is something new, and as it is when the time is over or the server ends. Throws what `read` throws. */
export async function waitUntilNew<T>(context: ServiceContext, options: WaitOptions<T>): Promise<T> {
  const { id, isNew, read, seconds, signal } = options
  const over = new AbortController()
  const end = () => {
    over.abort()
  }
  // Not `AbortSignal.any`: the signal of the server outlives every request, and would remember them all.
  const sources = [context.draining.signal, ...(signal ? [signal] : [])]
  for (const source of sources) source.addEventListener('abort', end)
  if (seconds === 0 || sources.some(({ aborted }) => aborted)) end()
  else void context.wait(seconds * 1_000, over.signal).then(end, end)
  try {
    for (;;) {
      // Before the look, so that no change falls between the two.
      const changed = context.store.nextChange(over.signal, id)
      const answer = await read()
      if (over.signal.aborted || isNew(answer)) return answer
      await changed
    }
  } finally {
    for (const source of sources) source.removeEventListener('abort', end)
    end()
  }
}
