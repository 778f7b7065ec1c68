import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { until } from './until.ts'

export interface PseudoTerminal extends AsyncDisposable {
  /** As from the keyboard; `\u0003` is Ctrl-C, which the terminal turns into a signal. */
  type(keys: string): void
  /** What stands on the screen so far, without its colours. */
  screen(): string
  /** Waits until this was shown; only after what an earlier call found. */
  untilShown(words: string): Promise<void>
  readonly exited: Promise<number>
}

export interface PseudoTerminalOptions {
  cwd: string
  env: Readonly<Record<string, string>>
}

/** Runs a command in a terminal of its own, which the command `script` of util-linux makes. */
export function openPseudoTerminal(
  command: readonly string[],
  { cwd, env }: PseudoTerminalOptions,
): PseudoTerminal {
  const words = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  // A size that nothing is cut to; and no shell stays in between, which would take a Ctrl-C for its own.
  const line = `stty cols 120 rows 40 && exec ${words}`
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm', SHELL: '/bin/sh' },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let text = ''
  let seen = 0
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk: string) => {
    text += chunk
  })
  const exited = once(child, 'exit').then(([code]) => code as number)
  const screen = () => stripVTControlCharacters(text)
  return {
    type: (keys) => void child.stdin.write(keys),
    screen,
    exited,
    async untilShown(words) {
      const found = await until(
        () => {
          const place = screen().indexOf(words, seen)
          return place >= 0 && { place }
        },
        { what: `${JSON.stringify(words)} on the screen, which shows:\n${screen()}` },
      )
      seen = found.place + words.length
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
