import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createApi, type Api } from './api.ts'
import { httpRequest, type HttpRequest, type HttpResponse } from './http.ts'
import { REPOSITORY, SERVER, nodeBinary } from './paths.ts'
import { findByEnvironment, killAll } from './processes.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { until } from './until.ts'

const READY_LINE = /SpecFlow is ready at (http:\/\/127\.0\.0\.1:(\d+))/
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 20_000

export interface BuiltServerOptions {
  /** The user's home and the state directory lie in it; a temporary directory that goes with the server when absent. */
  directory?: string
  /** Added to a small environment that has nothing of the terminal's but its PATH. */
  env?: Readonly<Record<string, string>>
}

/** A production server that runs as a child of the test, in a process group of its own. */
export interface BuiltServer extends AsyncDisposable {
  readonly origin: string
  readonly port: number
  readonly pid: number
  /** `SPECFLOW_HOME` of this server. */
  readonly home: string
  /** What the server was given; the agent's environment is compared with it. */
  readonly env: Readonly<Record<string, string>>
  readonly api: Api
  /** Everything printed so far, both streams. */
  output(): string
  request(options: HttpRequest): Promise<HttpResponse>
  signal(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal, when the server is gone. */
  readonly exited: Promise<number | NodeJS.Signals>
  /** SIGTERM, and the end of the server; its runs go on. */
  stop(): Promise<void>
  /** The crash: SIGKILL to the server alone. */
  kill9(): Promise<void>
}

/** Starts the built server and waits until it says that it is ready. Rejects with its output when it never does. */
export async function startServer({ directory, ...options }: BuiltServerOptions = {}): Promise<BuiltServer> {
  const temporary = directory === undefined ? await temporaryDirectory() : undefined
  const launched = await launchServer({ ...options, directory: directory ?? temporary?.path ?? '' })
  const dispose = async () => {
    await endEverything(launched)
    await temporary?.[Symbol.asyncDispose]()
  }
  try {
    return { ...launched, ...(await untilReady(launched)), [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function untilReady(launched: LaunchedServer) {
  const [, origin = '', port = ''] = await until(() => readyLine(launched), {
    what: 'the line of the server that is ready',
    timeoutMs: READY_TIMEOUT_MS,
  })
  const request = (given: HttpRequest) => httpRequest(origin, given)
  const end = async (signal: NodeJS.Signals) => {
    launched.signal(signal)
    await launched.exited
  }
  return {
    origin,
    port: Number(port),
    request,
    api: createApi(request),
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
  }
}

export interface LaunchedServer {
  pid: number
  home: string
  env: Readonly<Record<string, string>>
  output(): string
  signal(signal: NodeJS.Signals): void
  exited: Promise<number | NodeJS.Signals>
}

/** Starts the server without waiting for it, as a start that is refused is tested. */
export async function launchServer({
  directory,
  env = {},
}: BuiltServerOptions & { directory: string }): Promise<LaunchedServer> {
  if (!existsSync(join(dirname(SERVER), '.next/BUILD_ID'))) {
    throw new Error('The dashboard is not built. Run "npm run build" in the root of the repository first.')
  }
  const userHome = join(directory, 'user')
  await mkdir(userHome, { recursive: true })
  const home = join(directory, 'state')
  const given = {
    PATH: process.env['PATH'] ?? '',
    HOME: userHome,
    LANG: 'C.UTF-8',
    SPECFLOW_HOME: home,
    ...env,
  }
  const child = spawn(nodeBinary(), [SERVER], {
    cwd: REPOSITORY,
    env: given,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collectOutput(child)
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  if (child.pid === undefined) throw new Error(`The server could not be spawned with ${nodeBinary()}.`)
  return { pid: child.pid, home, env: given, output, exited, signal: (signal) => void child.kill(signal) }
}

/** Every marked process of this state directory, by the random id that the server keeps in it. */
export function findRunProcesses(home: string): number[] {
  const file = join(home, 'home-id')
  if (!existsSync(file)) return []
  return findByEnvironment('SPECFLOW_RUN', `${readFileSync(file, 'utf8').trim()}:`)
}

function collectOutput(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8')
    stream?.on('data', (chunk: string) => {
      text += chunk
    })
  }
  return () => text
}

async function readyLine(launched: LaunchedServer): Promise<RegExpExecArray | undefined> {
  const ended = await Promise.race([launched.exited, Promise.resolve(undefined)])
  if (ended !== undefined) {
    throw new Error(`The server ended with ${String(ended)} before it was ready:\n${launched.output()}`)
  }
  return READY_LINE.exec(launched.output()) ?? undefined
}

/** The runs of a test's server end with the test: what is still alive is of this state directory alone. */
async function endEverything(launched: LaunchedServer): Promise<void> {
  launched.signal('SIGTERM')
  const timer = setTimeout(() => { launched.signal('SIGKILL') }, STOP_TIMEOUT_MS)
  await launched.exited
  clearTimeout(timer)
  await until(
    () => {
      const left = findRunProcesses(launched.home)
      killAll(left)
      return left.length === 0
    },
    { what: 'the last process of the runs to end' },
  )
}
