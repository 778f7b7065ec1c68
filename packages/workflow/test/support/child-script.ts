import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Readable, Writable } from 'node:stream'
import { onTestFinished } from 'vitest'

export interface ChildScript {
  readonly pid: number
  /** The next line that it prints; rejects when it ends without one. */
  nextLine(): Promise<string>
  /** Ends it in the way of a power cut, and waits until it is gone. */
  kill(): Promise<void>
}

/** Runs a script of `test/fixtures` in a process of its own, which does not outlive the test. */
export function startScript(script: URL, args: readonly string[]): ChildScript {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    [fileURLToPath(script), ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return {
    pid: child.pid ?? 0,
    kill,
    async nextLine() {
      const { done, value } = await lines.next()
      if (done === true) throw new Error(`${script.pathname} ended without another line`)
      return value
    },
  }
}
