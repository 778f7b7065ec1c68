import { onTestFinished, vi } from 'vitest'
import type { Platform, ProcessEntry } from '../../src/index.ts'

export interface FakeProcess extends ProcessEntry {
  isFrozen: boolean
}

/** A process table in memory, and `process.kill` reaching it alone, so that a race happens exactly where the test says. */
export interface FakeMachine {
  platform: Platform
  /** Everything that was sent, in order; a group has a negative number. */
  signals: { target: number; signal: string }[]
  /** A new process; without more, an orphan that leads a session and a group of its own. */
  add(process?: Partial<Omit<ProcessEntry, 'pid' | 'startTime'>>): FakeProcess
  /** Gives a pid to another process, as after a turn of the pid counter. */
  reuse(pid: number, process?: Partial<ProcessEntry>): FakeProcess
  end(pid: number): void
  isAlive(pid: number): boolean
  pids(): number[]
  /** Whether nobody is left who could do anything. */
  isStill(): boolean
  /** Called after every look at the table. */
  onLook: () => void
  /** Called after every signal that reached somebody. */
  onSignal: (target: FakeProcess, signal: string) => void
}

export const FAKE_BOOT = 'this boot'

export function createFakeMachine(): FakeMachine {
  const table = new Map<number, FakeProcess>()
  // Above every pid that a kernel gives: a signal that went past the fake would reach nobody.
  let lastPid = 1 << 24
  let ticks = 0

  const create = (pid: number, given: Partial<ProcessEntry>): FakeProcess => {
    ticks += 1
    const base = { parentPid: 1, groupId: pid, sessionId: pid, isZombie: false, command: `fake ${pid}` }
    const made: FakeProcess = { ...base, ...given, pid, startTime: String(ticks), isFrozen: false }
    table.set(pid, made)
    return made
  }

  const deliver = (target: FakeProcess, signal: string) => {
    if (signal === 'SIGSTOP') target.isFrozen = true
    if (signal === 'SIGKILL') table.delete(target.pid)
    machine.onSignal(target, signal)
  }

  const identify = (pid: number) => {
    const found = table.get(pid)
    if (found === undefined || found.isZombie) return undefined
    return { pid, startTime: found.startTime, bootId: FAKE_BOOT }
  }

  const machine: FakeMachine = {
    platform: {
      name: 'linux',
      supervisorFunctions: '',
      bootId: () => FAKE_BOOT,
      identify,
      ageMs: ({ pid }) => (table.has(pid) ? 0 : undefined),
      listProcesses: () => {
        const listed = [...table.values()].map((entry) => ({ ...entry }))
        machine.onLook()
        return listed
      },
    },
    signals: [],
    add: (given = {}) => create((lastPid += 1), given),
    reuse: (pid, given = {}) => create(pid, given),
    end: (pid) => table.delete(pid),
    isAlive: (pid) => identify(pid) !== undefined,
    pids: () => [...table.keys()],
    isStill: () => [...table.values()].every(({ isFrozen }) => isFrozen),
    onLook: () => undefined,
    onSignal: () => undefined,
  }

  const spy = vi.spyOn(process, 'kill').mockImplementation((target, signal = 'SIGTERM') => {
    machine.signals.push({ target, signal: String(signal) })
    const reached = [...table.values()].filter(({ pid, groupId }) =>
      target < 0 ? groupId === -target : pid === target,
    )
    if (reached.length === 0) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
    for (const each of reached) deliver(each, String(signal))
    return true
  })
  onTestFinished(() => {
    spy.mockRestore()
  })
  return machine
}
