import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface ChildServer extends AsyncDisposable {
  child: ChildProcess
  /** Resolves when the text was printed, at once if it was already. */
  printed(text: string): Promise<void>
  output(): string
  exitCode: Promise<number | null>
}

/** Starts the stub server as a process of its own, which signals can be sent to. */
export async function startChildServer(args: string[] = []): Promise<ChildServer> {
  const script = fileURLToPath(new URL('stub-server.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  const listeners = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    for (const listener of listeners) listener()
  })
  const printed = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!output.includes(text)) return
        listeners.delete(look)
        resolve()
      }
      listeners.add(look)
      look()
    })
  const exitCode = once(child, 'close').then(([code]) => code as number | null)
  await printed('ready')
  return {
    child,
    printed,
    output: () => output,
    exitCode,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await exitCode
    },
  }
}
