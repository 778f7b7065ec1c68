import type { World } from '../../src/world.ts'

export interface TestWorld extends World {
  out(): string
  err(): string
}

/** A machine that is not there: what is printed is kept, and nobody is asked. */
export function testWorld(given: Partial<World> = {}): TestWorld {
  let out = ''
  let err = ''
  return {
    environment: {},
    directory: '/nowhere',
    homeDirectory: '/nowhere',
    machine: { hostName: 'nowhere', identify: () => undefined },
    stdout: {
      isTerminal: true,
      write: (text) => {
        out += text
      },
    },
    stderr: {
      isTerminal: false,
      write: (text) => {
        err += text
      },
    },
    isInteractive: false,
    readInput: () => Promise.resolve(''),
    onInterrupt: () => () => undefined,
    openInBrowser: () => Promise.resolve(),
    ...given,
    out: () => out,
    err: () => err,
  }
}
