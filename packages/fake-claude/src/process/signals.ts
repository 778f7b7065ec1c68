import type { Log } from '../command/log.ts'

export interface Signals {
  /** What comes before the exit: ending the tools, or nothing at all when signals are to be ignored. */
  onStop: (action: 'ignore' | (() => Promise<void>)) => void
  /** `true` as soon as a signal is ending the process: nothing may be written any more. */
  stopping: () => boolean
  /** Keeps the process until a signal ends it. */
  forever: () => Promise<never>
}

/** Ends the process as the real command ends: tools first, then an exit code of its own, and nothing on stdout. */
export function handleSignals(log: Log): Signals {
  let stopping = false
  let action: 'ignore' | (() => Promise<void>) = () => Promise.resolve()
  for (const [signal, exitCode] of EXIT_CODES) {
    process.on(signal, () => {
      log({ event: 'signal', signal })
      if (action === 'ignore' || stopping) return
      stopping = true
      void action().finally(() => process.exit(exitCode))
    })
  }
  return {
    onStop(next) {
      action = next
    },
    stopping: () => stopping,
    async forever() {
      // A timer keeps the event loop alive; a promise alone does not.
      return await new Promise<never>(() => setInterval(() => undefined, 60_000))
    },
  }
}

const EXIT_CODES: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  // Measured on the real command: an interrupt ends it with 0, which is why it is no way to stop a run.
  ['SIGINT', 0],
]
