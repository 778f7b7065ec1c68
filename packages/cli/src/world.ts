import type { ProcessIdentity } from './server/process-identity.ts'

/** Where text goes, and what it is. */
export interface Output {
  readonly isTerminal: boolean
  write(text: string): void
}

/** All that a command has of the machine that it runs on. */
export interface World {
  environment: Readonly<Record<string, string | undefined>>
  /** The folder in which the command was called. */
  directory: string
  homeDirectory: string
  machine: Machine
  stdout: Output
  stderr: Output
  /** Whether somebody can be asked. */
  isInteractive: boolean
  /** All of standard input, as text. */
  readInput(): Promise<string>
  /** Calls at every Ctrl-C instead of ending the process; answers how to stop that. */
  onInterrupt(listener: () => void): () => void
  openInBrowser(url: string): Promise<void>
  /** Absent where the server is not part of this installation. */
  repository?: Repository
}

/** What tells whether a server that is written down still runs. */
export interface Machine {
  hostName: string
  /** `undefined` for a process that is gone. */
  identify(pid: number): ProcessIdentity | undefined
}

/** The folder that the server runs from. */
export interface Repository {
  /** Goes on as `npm start`. */
  startServer(): Promise<void>
  /** Goes on as `npm run doctor`, which says itself how it ends. */
  runDoctor(options: readonly string[]): Promise<void>
}
