import { execFileSync } from 'node:child_process'
import { constants, openSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'

export interface FirstInstruction {
  /** A shell that starts a program, as the smallest of agents would; the program's first act is to write into a named pipe. */
  executable: string
  args: string[]
  /** Milliseconds from the call of `start` to that act, as this process sees it. */
  measure(start: () => void): Promise<number>
  close(): void
}

/** A named pipe is the quickest way to hear from a program to whose standard streams nobody is connected. */
export function createFirstInstruction(directory: string): FirstInstruction {
  const path = join(directory, 'first-instruction')
  execFileSync('mkfifo', [path])
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  const pipe = new Socket({ fd, readable: true, writable: false })
  return {
    executable: '/bin/sh',
    args: ['-c', 'date >"$0"', path],
    measure: (start) =>
      new Promise((resolve) => {
        pipe.once('data', () => {
          resolve(performance.now() - startedAt)
        })
        const startedAt = performance.now()
        start()
      }),
    close: () => pipe.destroy(),
  }
}
