import type { ProcessIdentity } from './types.ts'

/** Tells a process from a later one with the same pid, within one boot. */
export function processKey({ pid, startTime }: Pick<ProcessIdentity, 'pid' | 'startTime'>): string {
  return `${pid} ${startTime}`
}
