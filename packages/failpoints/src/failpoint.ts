import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Failpoint } from './names.ts'
import { parseFailpoints, type ArmedFailpoints, type FailpointAction } from './parse.ts'

/**
 * A place where a test may kill, stop or fail the program: between two steps of which a crash could take the second. Not
 * armed, which it is everywhere but in tests, it is one look at a property.
 */
export async function failpoint(name: Failpoint): Promise<void> {
  const action = shared[ARMED]?.().get(name)
  if (action !== undefined) await act(action)
}

/**
 * Arms what the text says (see `parseFailpoints`). `@<file>` names a file that holds such a text and is read anew at every
 * place, so that a test can arm a server that runs already; while it does not exist nothing is armed.
 *
 * @throws Error for a text that is none.
 */
export function armFailpoints(text: string): void {
  if (text.startsWith('@')) {
    const file = text.slice(1)
    shared[ARMED] = () => parseFailpoints(existsSync(file) ? readFileSync(file, 'utf8') : '')
    return
  }
  const armed = parseFailpoints(text)
  shared[ARMED] = () => armed
}

/** Whether `armFailpoints` takes this text. */
export function canArm(text: string): boolean {
  if (text.startsWith('@')) return text.startsWith('@/')
  try {
    return parseFailpoints(text).size > 0
  } catch {
    return false
  }
}

export function disarmFailpoints(): void {
  Reflect.deleteProperty(shared, ARMED)
}

/** The web server loads a module several times; what is armed must be armed in all of them. */
const ARMED = Symbol.for('specflow.failpoints@1')

const shared = globalThis as { [ARMED]?: () => ArmedFailpoints }

async function act(action: FailpointAction): Promise<void> {
  switch (action.kind) {
    case 'exit':
      process.kill(process.pid, 'SIGKILL')
      // The signal may take a moment, in which nothing more is to happen.
      return new Promise(() => undefined)
    case 'stall':
      writeFileSync(`${action.file}.reached`, '')
      while (!existsSync(action.file)) await delay(STALL_POLL_MS)
      return
    case 'throw':
      throw Object.assign(new Error(`${action.code}: a failpoint says so`), { code: action.code })
  }
}

const STALL_POLL_MS = 5
