import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE_MS = 20_000

/** Asks until the answer fits, and answers it. */
export async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    if (Date.now() > deadline) throw new Error(`Still not so: ${JSON.stringify(answer)}`)
    await pause(20)
  }
}
