import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from './temporary-directory.ts'
import { until } from './until.ts'

/** Holds a running server at one of its failpoints while the test changes the world around it. */
export interface Stall extends AsyncDisposable {
  /** For the server that is to be held. */
  env: Record<string, string>
  /** From now on whoever comes to this place waits there. */
  arm(failpoint: string): Promise<void>
  /** Resolves when somebody waits. */
  untilReached(): Promise<void>
  /** Lets those go on who wait, and holds nobody any more. */
  release(): Promise<void>
}

export async function createStall(): Promise<Stall> {
  const directory = await temporaryDirectory()
  const armed = join(directory.path, 'armed')
  const go = () => join(directory.path, `go-${String(turn)}`)
  let turn = 0
  return {
    env: { SPECFLOW_FAILPOINTS: `@${armed}` },
    arm: (failpoint) => {
      turn += 1
      return writeFile(armed, `${failpoint}=stall(${go()})`)
    },
    untilReached: async () => {
      await until(() => existsSync(`${go()}.reached`), { what: 'the server to come to the failpoint' })
    },
    release: async () => {
      await rm(armed)
      await writeFile(go(), '')
    },
    [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
  }
}
