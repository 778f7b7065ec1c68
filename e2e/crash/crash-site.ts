import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Failpoint } from '@specflow/failpoints'
import { expect } from 'vitest'
import { launchServer, startServer, type BuiltServer, type LaunchedServer } from '../support/built-server.ts'
import { SERVER, nodeBinary } from '../support/paths.ts'
import { createProject } from '../support/project.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'
import { readAgentStarts, type AgentStart } from './agent-log.ts'
import { createCalls, isIdle, type CrashCalls } from './crash-calls.ts'
import { createHistory, type History } from './history.ts'
import { findDoubleRuns, findStrays, findViolations } from './invariants.ts'

/** One home that outlives its servers, and all that was ever seen in it. */
export interface CrashSite extends AsyncDisposable, CrashCalls {
  readonly home: string
  /** With the skill `review`, which `fixtures/crash-agent.sh` runs. */
  readonly project: string
  readonly projectId: string
  readonly history: History
  /** The newest one. */
  server(): BuiltServer
  /** It must die as by `kill -9`. */
  untilKilled(): Promise<void>
  /** From its next failpoint on the server does what the text says, as in `after-spawn=exit(137)`. */
  arm(text: string): Promise<void>
  disarm(): Promise<void>
  /** From its next failpoint of this name on the server waits there. */
  stall(failpoint: Failpoint): Promise<Stall>
  /** Lets the runs go on that hold at this gate. */
  open(gate: string): Promise<void>
  starts(executionId?: string): AgentStart[]
  /** A file of the execution's run, which may not be there. */
  runFile(id: string, name: string, attempt?: number): string
  /** Nothing runs, and nothing is queued. */
  untilIdle(): Promise<void>
  /** Another server on the same home, which adopts what is alive or sees it dead within 3 s (I4). */
  restart(): Promise<BuiltServer>
  /** One that does not get as far: it must die as by `kill -9`. */
  restartInVain(): Promise<void>
  /** Throws with every invariant that does not hold, but for I4. */
  requireInvariants(): void
}

/** A server that waits at a failpoint. */
export interface Stall {
  reached(): Promise<void>
  /** Lets it go on, to whatever is armed by then. */
  letGo(): Promise<void>
  /** Lets it go on, with nothing armed. */
  release(): Promise<void>
}

export function createCrashSite(env: Readonly<Record<string, string>> = {}): Promise<CrashSite> {
  return withTemporaryDirectory((directory) => createIn(directory, env))
}

async function createIn(directory: string, env: Readonly<Record<string, string>>): Promise<CrashSite> {
  const armed = join(directory, 'failpoints')
  const agentLog = join(directory, 'agent.jsonl')
  const options = {
    directory,
    // The widest umask, so that a mode that is right is so on purpose (I8).
    command: ['/bin/sh', '-c', 'umask 0000 && exec "$0" "$@"', nodeBinary(), SERVER] as const,
    env: {
      PORT: '0',
      SPECFLOW_AGENT: 'claude',
      SPECFLOW_CLAUDE_BIN: join(import.meta.dirname, 'fixtures/crash-agent.sh'),
      SPECFLOW_KILL_GRACE_MS: '200',
      SPECFLOW_FAILPOINTS: `@${armed}`,
      FAKE_CLAUDE_LOG: agentLog,
      IS_SANDBOX: '1',
      ...env,
    },
  }
  const servers = [await startServer(options)]
  const server = () => servers.at(-1) as BuiltServer
  const { home } = server()
  const project = await createProject(directory, 'project')
  const projectId = await server().api.register(project)
  const history = createHistory(home)
  const starts = () => readAgentStarts(agentLog)
  const calls = createCalls({ server, projectId, history })
  // Whole or not at all, since the server reads it whenever it comes to a failpoint.
  const arm = async (text: string) => {
    await writeFile(`${armed}.new`, text)
    await rename(`${armed}.new`, armed)
  }
  const disarm = () => rm(armed, { force: true })
  const observer = setInterval(() => {
    history.look()
    history.complaints.push(...findDoubleRuns(starts()))
  }, OBSERVE_MS)

  return {
    ...calls,
    home,
    project,
    projectId,
    history,
    server,
    arm,
    disarm,
    stall: async (failpoint) => {
      const file = join(directory, `stall-${randomUUID()}`)
      const letGo = () => writeFile(file, '')
      await arm(`${failpoint}=stall(${file})`)
      return {
        reached: async () => {
          await until(() => existsSync(`${file}.reached`), { what: `the server to come to ${failpoint}` })
        },
        letGo,
        release: async () => {
          await disarm()
          await letGo()
        },
      }
    },
    open: (gate) => writeFile(join(project, gate), ''),
    starts: (id) => starts().filter(({ executionId }) => id === undefined || executionId === id),
    runFile: (id, name, attempt = 1) => join(home, 'workflows', id, `run-${String(attempt)}`, name),
    untilIdle: async () => {
      await until(() => isIdle(server()), { what: 'the server to be idle' })
    },
    restart: async () => {
      const next = await startServer(options)
      servers.push(next)
      await untilNoStray(home, history)
      return next
    },
    untilKilled: () => requireKilled(server()),
    restartInVain: async () => requireKilled(await launchServer(options)),
    requireInvariants: () => {
      expect(findViolations({ home, history, starts })).toEqual([])
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(observer)
      for (const each of servers) await each[Symbol.asyncDispose]()
    },
  }
}

const OBSERVE_MS = 50

async function requireKilled({ exited, signal }: LaunchedServer): Promise<void> {
  const bound = new AbortController()
  const tooLong = delay(DEATH_MS, 'alive', { signal: bound.signal })
  const end = await Promise.race([exited, tooLong])
  bound.abort()
  await tooLong.catch(() => undefined)
  if (end === 'alive') signal('SIGKILL')
  expect(end).toBe('SIGKILL')
}

const DEATH_MS = 30_000

async function untilNoStray(home: string, history: History): Promise<void> {
  const deadline = performance.now() + ADOPTION_MS
  for (;;) {
    const strays = findStrays(home, history.look())
    if (strays.length === 0) return
    if (performance.now() > deadline) throw new Error(strays.join('\n'))
    await delay(20)
  }
}

/** I4. */
const ADOPTION_MS = 3_000
