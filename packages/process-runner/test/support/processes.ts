import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** By the kernel's own word, and not by anything of the runner's; a zombie is dead. */
export function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return !['Z', 'X'].includes(stat.charAt(stat.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}

/** Waits for a state, and says which one never came. */
export async function waitFor(what: string, isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`Waited 30 s in vain: ${what}`)
    await delay(10)
  }
}
