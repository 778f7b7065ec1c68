import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createProcessRunner, type RunSpec } from '../../src/index.ts'
import { waitFor } from './processes.ts'

export interface Workplace extends AsyncDisposable {
  /** Where fixtures write down who they are. */
  directory: string
  runDirectory: string
  spec(fixture: string, args?: readonly string[], overrides?: Partial<RunSpec>): RunSpec
  /** All pids that fixtures have written down. */
  pids(): number[]
  /** Waits until a fixture has announced itself. */
  ready(): Promise<void>
  readRunFile(name: string): string
}

/** A temporary directory with one run in it. Whatever is left of the run at the end is killed by its marker. */
export function createWorkplace(): Workplace {
  const directory = mkdtempSync(join(tmpdir(), 'specflow-process-'))
  const runDirectory = join(directory, 'run-1')
  const home = randomUUID()
  const cwd = join(directory, 'cwd')
  mkdirSync(cwd)
  return {
    directory,
    runDirectory,
    spec: (fixture, args = [], { directory: ownDirectory = runDirectory, ...overrides } = {}) => ({
      directory: ownDirectory,
      executable: fixturePath(fixture),
      args,
      cwd,
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
      marker: { name: 'SPECFLOW_RUN', value: `${home}:${basename(ownDirectory)}:1` },
      stdin: 'a prompt\n',
      timeoutMs: 60_000,
      graceMs: 5_000,
      ...overrides,
    }),
    pids: () => readIfThere(join(directory, 'pids')).split('\n').filter(Boolean).map(Number),
    ready: () => waitFor('the fixture is ready', () => existsSync(join(directory, 'ready'))),
    readRunFile: (name) => readFileSync(join(runDirectory, name), 'utf8'),
    async [Symbol.asyncDispose]() {
      await createProcessRunner().sweep({ markerName: 'SPECFLOW_RUN', markerPrefix: home, except: [] })
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

export function fixturePath(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
