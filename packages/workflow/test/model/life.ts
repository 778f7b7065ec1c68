import type { AgentRun, AgentRunner } from '../../src/runner/port.ts'
import type { ReadableDisk } from '../support/synchronous-disk.ts'

/** The life of one server. What it asked for and did not get before its death it never gets: its code just stops there. */
export interface Life {
  readonly isOver: boolean
  end(): void
  /** Ends it in front of the disk operation that comes after so many more. */
  endAfter(operations: number): void
  disk(disk: ReadableDisk): ReadableDisk
  runner(runner: AgentRunner): AgentRunner
  wait(wait: Wait): Wait
}

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

export function beginLife(): Life {
  let isOver = false
  let left = Number.POSITIVE_INFINITY

  const whileAlive = <T>(act: () => Promise<T>): Promise<T> => (isOver ? never() : act())
  const diskOperation = <T>(act: () => Promise<T>): Promise<T> => {
    if (left <= 0) isOver = true
    left -= 1
    return whileAlive(act)
  }
  const mortalRun = (run: AgentRun): AgentRun => ({ ...run, stop: () => whileAlive(() => run.stop()) })

  return {
    get isOver() {
      return isOver
    },
    end: () => {
      isOver = true
    },
    endAfter: (operations) => {
      left = operations
    },
    disk: (disk) => ({
      open: (path, flags, mode) => diskOperation(() => disk.open(path, flags, mode)),
      write: (file, bytes) => diskOperation(() => disk.write(file, bytes)),
      syncDirectory: (directory) => diskOperation(() => disk.syncDirectory(directory)),
      rename: (from, to) => diskOperation(() => disk.rename(from, to)),
      link: (from, to) => diskOperation(() => disk.link(from, to)),
      remove: (path) => diskOperation(() => disk.remove(path)),
      readText: (path) => disk.readText(path),
    }),
    runner: (runner) => ({
      ...runner,
      start: (request) => whileAlive(async () => mortalRun(await runner.start(request))),
      recover: (reference) =>
        whileAlive(async () => {
          const run = await runner.recover(reference)
          return run === 'unclaimed' ? run : mortalRun(run)
        }),
    }),
    wait: (wait) => (ms, signal) => whileAlive(() => wait(ms, signal)),
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined)
}
