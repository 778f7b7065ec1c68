import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

export interface ProcessFacts {
  ppid: number
  pgid: number
  sid: number
}

/** A zombie is dead: who does not reap it is another matter. */
export function isAlive(pid: number): boolean {
  if (existsSync('/proc/self/stat')) {
    const fields = statFields(pid)
    return fields !== undefined && fields[0] !== 'Z' && fields[0] !== 'X'
  }
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Kills a leaf that is left; a stranger that got its pid is not a `sleep` and stays. */
export function killLeaf(pid: number): void {
  if (isAlive(pid) && commandOf(pid).startsWith('sleep ')) process.kill(pid, 'SIGKILL')
}

function commandOf(pid: number): string {
  const path = `/proc/${String(pid)}/cmdline`
  if (existsSync(path)) return readFileSync(path, 'utf8').replaceAll('\0', ' ')
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

/** Where a live process stands in the process table. */
export function factsOf(pid: number): ProcessFacts {
  const fields = statFields(pid)
  if (fields === undefined) throw new Error(`process ${String(pid)} does not exist`)
  return { ppid: Number(fields[1]), pgid: Number(fields[2]), sid: Number(fields[3]) }
}

export function environmentOf(pid: number): string[] {
  return readFileSync(`/proc/${String(pid)}/environ`, 'utf8')
    .split('\0')
    .filter(Boolean)
}

function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
