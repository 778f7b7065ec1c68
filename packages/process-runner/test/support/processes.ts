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

/** Waits until a fixture that has announced itself has also become what it ends as. */
export async function untilSleeping(...pids: number[]): Promise<void> {
  const isSleeping = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'latin1').startsWith('sleep\0')
  await waitFor(`${pids.join(', ')} sleep`, () => pids.every(isSleeping))
}

/** SIGKILL to a process that may have ended by itself since it was seen. */
export function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
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
