import type { Platform } from '@specflow/process-runner'
import type { IdentityProbe } from '@specflow/workflow'

/** Lets the state directory tell its owner from a later process with the same pid. */
export function createIdentityProbe(platform: Pick<Platform, 'identify'>): IdentityProbe {
  return {
    self: () => {
      const identity = platform.identify(process.pid)
      if (!identity) throw new Error('The process table does not show this process.')
      return identity
    },
    isAlive: ({ pid, startTime, bootId }) => {
      const found = platform.identify(pid)
      return found?.startTime === startTime && found.bootId === bootId
    },
  }
}
