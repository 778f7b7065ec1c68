import type { Front } from './guard/front.ts'

/** The environment as the start command was given it. */
export interface LaunchEnvironment {
  /** Of the process that started the server, before it changed anything. */
  seen: Readonly<Record<string, string>>
  /** Of the terminal, where the launcher could look behind npm and its like. */
  terminal?: Readonly<Record<string, string>>
}

/** Where the server is to listen; a port set by hand is never exchanged for another. */
export interface ListenOptions {
  host: string
  port: { number: number; isFixed: boolean }
}

/** A page or route of the dashboard, as Next's build lists it. */
export interface LaunchRoute {
  /** The pattern, such as `/executions/[id]`. */
  page: string
  /** What its paths fit. */
  regex: string
}

/** What server.mjs asks of the running application. */
export interface RunningServer {
  front: Front
  /** Where it is reached from this machine. */
  origin: string
  /** Said once when the server is ready, a line each. */
  notes: readonly string[]
  /** Logs what kept a request from being answered. */
  reportFailure(error: unknown): void
  /** Starts nothing new; answers how many runs are live. */
  drain(): { running: number }
  cancelAll(): Promise<{ cancelled: number; failed: number }>
  /** Leaves the runs alone and gives the state directory back. */
  close(): Promise<void>
}

/** What server.mjs hands to the application before Next loads it. */
export interface Launch {
  version: string
  /** Names the build of the pages, which changes with every one. */
  build: string
  /** In the order in which the first one that fits is the one that answers. */
  routes: readonly LaunchRoute[]
  /** Absolute paths of what the demo consists of. */
  demoAgentPath: string
  sampleProjectPath: string
  environment: LaunchEnvironment
  /** Folders on the PATH that belong to this project and not to the user. */
  ownBinDirectories: readonly string[]
  /** Answers the port. Rejects with a message for the operator. */
  listen(options: ListenOptions): Promise<number>
  /** From here on requests are answered. */
  serve(server: RunningServer): void
}

const LAUNCH = Symbol.for('specflow.launch')

/** `undefined` when Next was started by anything but server.mjs. */
export function readLaunch(): Launch | undefined {
  return (globalThis as { [LAUNCH]?: Launch })[LAUNCH]
}
