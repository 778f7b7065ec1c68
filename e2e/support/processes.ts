import { readFileSync, readdirSync } from 'node:fs'
import { until } from './until.ts'

/** False for a pid that nobody has and for a zombie, which has ended and only waits to be reaped. */
export function isAlive(pid: number): boolean {
  const state = stateOf(pid)
  return state !== undefined && state !== 'Z' && state !== 'X'
}

/** Resolves when none of the processes is alive any more. */
export async function untilDead(pids: readonly number[], timeoutMs = 10_000): Promise<void> {
  const what = `the end of the processes ${pids.join(', ')}`
  await until(() => !pids.some(isAlive), { what, timeoutMs })
}

/** The arguments a process was started with; `undefined` when there is no such process. */
export function readCommandLine(pid: number): string[] | undefined {
  const text = readProcess(pid, 'cmdline')
  return text === undefined || text === '' ? undefined : text.split('\0').slice(0, -1)
}

/** The environment a process was started with, as the kernel keeps it. */
export function readEnvironment(pid: number): Record<string, string> | undefined {
  const text = readProcess(pid, 'environ')
  if (text === undefined || text === '') return undefined
  return Object.fromEntries(
    text
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  )
}

/** Everything alive in the session that this process leads. */
export function findBySession(leader: number): number[] {
  return listProcesses().filter((pid) => {
    // After the name, which may hold anything but ends with the last parenthesis: state, parent, group, session.
    const fields = readProcess(pid, 'stat')?.split(') ').at(-1)?.split(' ')
    return Number(fields?.[3]) === leader && isAlive(pid)
  })
}

/** Everything that has ended and waits to be asked for by one of these. */
export function findZombies(parents: readonly number[]): number[] {
  return listProcesses().filter(
    (pid) =>
      stateOf(pid) === 'Z' &&
      parents.includes(Number(readProcess(pid, 'stat')?.split(') ').at(-1)?.split(' ')[1])),
  )
}

/** Everything alive that was started with this value at the front of the variable. */
export function findByEnvironment(name: string, prefix: string): number[] {
  return listProcesses().filter((pid) => isAlive(pid) && readEnvironment(pid)?.[name]?.startsWith(prefix))
}

/** SIGKILL to the given processes; those that are gone already are no error. */
export function killAll(pids: readonly number[]): void {
  signalAll(pids, 'SIGKILL')
}

/** The signal to each of the given processes; those that are gone already are no error. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
    }
  }
}

/** The letter by which the kernel calls what it is doing (`S` sleeps, `T` stands still, `Z` is a zombie). */
export function stateOf(pid: number): string | undefined {
  return readProcess(pid, 'stat')?.split(') ').at(-1)?.[0]
}

function listProcesses(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
}

function readProcess(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
