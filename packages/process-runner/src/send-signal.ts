import { errorCode } from './error-code.ts'
import type { Platform, ProcessEntry, ProcessIdentity } from './types.ts'

/**
 * Signals one process after a last look at who it is; whether it was there to be signalled. One that belongs to another
 * user cannot be, and stays in the next pass.
 */
export function signalProcess(
  platform: Platform,
  { pid, startTime }: Pick<ProcessEntry, 'pid' | 'startTime'>,
  signal: NodeJS.Signals,
): boolean {
  if (platform.identify(pid)?.startTime !== startTime) return false
  return send(pid, signal)
}

/** Signals a process group. The caller has proven that the number still means the group it thinks of. */
export function signalGroup(groupId: number, signal: NodeJS.Signals): boolean {
  return send(-groupId, signal)
}

/** Whether the very process that wrote itself down is alive. After a reboot it never is. */
export function isAlive(platform: Platform, identity: ProcessIdentity): boolean {
  const now = platform.identify(identity.pid)
  return now?.startTime === identity.startTime && now.bootId === identity.bootId
}

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(target, signal)
  } catch (error) {
    if (errorCode(error) === 'ESRCH' || errorCode(error) === 'EPERM') return false
    throw error
  }
}
