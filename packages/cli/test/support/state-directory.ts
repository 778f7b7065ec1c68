import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Machine } from '../../src/world.ts'

export interface StateDirectory extends Disposable {
  readonly path: string
  /** Writes down who owns it: by default a process that `MACHINE` knows. */
  own(record: object): void
  ownByText(text: string): void
}

/** On it there is one process. */
export const MACHINE: Machine = {
  hostName: 'here',
  identify: (pid) => (pid === 7 ? { startTime: '100', bootId: 'boot' } : undefined),
}

/** As a server leaves it, with the token `of-the-home`. */
export function stateDirectory(): StateDirectory {
  const path = mkdtempSync(join(tmpdir(), 'specflowctl-'))
  writeFileSync(join(path, 'token'), 'of-the-home\n')
  const ownByText = (text: string) => {
    writeFileSync(join(path, 'owner.json'), text)
  }
  return {
    path,
    ownByText,
    own(record) {
      const living = { pid: 7, startTime: '100', bootId: 'boot', host: 'here' }
      ownByText(JSON.stringify({ ...living, nonce: 'any', version: '1.0.0', ...record }))
    },
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true })
    },
  }
}
