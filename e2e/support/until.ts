const POLL_MS = 20
const DEFAULT_TIMEOUT_MS = 15_000

export interface UntilOptions {
  /** What is waited for, in words; the error says it. */
  what: string
  timeoutMs?: number
}

/**
 * Waits for a state: polls until the condition answers something other than `undefined` or `false`, and gives that back.
 * Rejects with what was waited for when the time is up; an error of the condition itself passes at once.
 */
export async function until<T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  { what, timeoutMs = DEFAULT_TIMEOUT_MS }: UntilOptions,
): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`Waited ${String(timeoutMs)} ms in vain for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
