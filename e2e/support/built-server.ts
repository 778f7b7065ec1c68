import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createApi, type Api } from './api.ts'
import { expectDocumented } from './documented.ts'
import { httpRequest, type HttpRequest, type HttpResponse } from './http.ts'
import { REPOSITORY, SERVER, nodeBinary, terminalPath } from './paths.ts'
import { findByEnvironment, killAll } from './processes.ts'
import { withTemporaryDirectory } from './temporary-directory.ts'
import { until } from './until.ts'

const READY_LINE = /SpecFlow is ready at (http:\/\/127\.0\.0\.1:(\d+))/
const READY_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 20_000

export interface BuiltServerOptions {
  /** The user's home and the state directory lie in it; a temporary directory that goes with the server when absent. */
  directory?: string
  /** Added to a small environment that has nothing of the terminal's but its PATH. */
  env?: Readonly<Record<string, string>>
  /** What starts the server; by default Node on its file. */
  command?: readonly [string, ...string[]]
  readyTimeoutMs?: number
}

/** A server that was started as a child of the test, in a process group and a session of its own. */
export interface LaunchedServer {
  readonly pid: number
  /** `SPECFLOW_HOME` of this server. */
  readonly home: string
  /** What the server was given; the agent's environment is compared with it. */
  readonly env: Readonly<Record<string, string>>
  /** Everything printed so far, both streams. */
  output(): string
  signal(signal: NodeJS.Signals): void
  /** Ctrl-C in a terminal: SIGINT to the whole process group. */
  interrupt(): void
  /** Resolves with the exit code, or the signal, when the server is gone. */
  readonly exited: Promise<number | NodeJS.Signals>
}

/** A server that is ready. */
export interface BuiltServer extends LaunchedServer, AsyncDisposable {
  readonly origin: string
  readonly port: number
  readonly api: Api
  /** With the token, unless the request says `authorization` or `cookie` itself; an empty one is not sent. */
  request(options: HttpRequest): Promise<HttpResponse>
  /** What lets programs in. */
  token(): string
  /** Signs a browser in by a link of its own; answers the cookie that the browser then has. */
  signIn(): Promise<{ name: string; value: string; url: string }>
  /** SIGTERM, and the end of the server; its runs go on. */
  stop(): Promise<void>
  /** The crash: SIGKILL to the server alone. */
  kill9(): Promise<void>
}

/** Starts the built server and waits until it says that it is ready. Rejects with its output when it never does. */
export async function startServer(options: BuiltServerOptions = {}): Promise<BuiltServer> {
  const { directory, readyTimeoutMs = READY_TIMEOUT_MS } = options
  if (directory === undefined) {
    return withTemporaryDirectory((path) => startServer({ ...options, directory: path }))
  }
  const launched = await launchServer({ ...options, directory })
  const dispose = () => endEverything(launched)
  try {
    return { ...launched, ...(await untilReady(launched, readyTimeoutMs)), [Symbol.asyncDispose]: dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

async function untilReady(launched: LaunchedServer, timeoutMs: number) {
  const [, origin = '', port = ''] = await until(() => readyLine(launched), {
    what: 'the line of the server that is ready',
    timeoutMs,
  })
  const token = () => tokenOf(launched.home)
  const isOpen = launched.env.SPECFLOW_AUTH === 'off'
  const request = async (given: HttpRequest) => {
    const headers = isOpen ? given.headers : withToken(given.headers, token)
    const response = await httpRequest(origin, { ...given, ...(headers && { headers }) })
    expectDocumented(given, response)
    return response
  }
  const end = async (signal: NodeJS.Signals) => {
    launched.signal(signal)
    await launched.exited
  }
  return {
    origin,
    port: Number(port),
    request,
    token,
    signIn: async () => ({ url: origin, ...(await signIn(request)) }),
    api: createApi(request),
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
  }
}

function withToken(
  headers: Readonly<Record<string, string>> = {},
  token: () => string,
): Record<string, string> {
  const { authorization, ...rest } = headers
  if (authorization === '') return rest
  if (authorization !== undefined || headers.cookie !== undefined) return { ...headers }
  return { ...rest, authorization: `Bearer ${token()}` }
}

async function signIn(
  request: (options: HttpRequest) => Promise<HttpResponse>,
): Promise<{ name: string; value: string }> {
  const link = await request({ method: 'POST', path: '/api/session/link' })
  const { url } = link.json as { url: string }
  const answer = await request({
    method: 'POST',
    path: '/api/session',
    headers: { authorization: '', 'content-type': 'application/json' },
    body: JSON.stringify({ code: url.split('#code=')[1] }),
  })
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers['set-cookie']?.[0] ?? '') ?? []
  return { name, value }
}

/** Starts the server without waiting for it, as a start that is refused is tested. */
export async function launchServer({
  directory,
  env = {},
  command = [nodeBinary(), SERVER],
}: BuiltServerOptions & { directory: string }): Promise<LaunchedServer> {
  if (!existsSync(join(dirname(SERVER), '.next/BUILD_ID'))) {
    throw new Error('The dashboard is not built. Run "npm run build" in the root of the repository first.')
  }
  const userHome = join(directory, 'user')
  await mkdir(userHome, { recursive: true })
  const given = {
    PATH: terminalPath(),
    HOME: userHome,
    LANG: 'C.UTF-8',
    SPECFLOW_HOME: join(directory, 'state'),
    ...env,
  }
  const [file, ...args] = command
  const child = spawn(file, args, {
    cwd: REPOSITORY,
    env: given,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collectOutput(child)
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  const { pid } = child
  if (pid === undefined) throw new Error(`The server could not be spawned with ${file}.`)
  return {
    pid,
    home: given.SPECFLOW_HOME,
    env: given,
    output,
    exited,
    signal: (signal) => void child.kill(signal),
    interrupt: () => process.kill(-pid, 'SIGINT'),
  }
}

/** What lets programs in to the server of a state directory. */
export function tokenOf(home: string): string {
  return readFileSync(join(home, 'token'), 'utf8').trim()
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
  const timer = setTimeout(() => {
    launched.signal('SIGKILL')
  }, STOP_TIMEOUT_MS)
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
