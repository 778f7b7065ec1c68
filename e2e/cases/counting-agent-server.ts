import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'

/** One line of the agent's own log. */
export interface CountedEvent {
  event: 'start' | 'end'
  executionId: string
  /** Name of its directory. */
  project: string
}

/** Servers, one after the other on one state, whose agent writes down when it begins and ends. */
export interface CountingAgentServer extends AsyncDisposable {
  /** The newest. */
  readonly server: BuiltServer
  /** By name: `p1` and so on. */
  readonly projects: ReadonlyMap<string, string>
  /** Starts `review` in the project of this name; answers the execution's id. */
  start(project: string, input?: string): Promise<string>
  /** An input that waits at the gate of this name until it is opened. */
  gate(name: string): string
  open(gate: string): Promise<void>
  /** In the order in which the agents wrote, all of them into one file. */
  events(): CountedEvent[]
  /** kill -9, and another server on the same state. */
  crash(): Promise<void>
}

export function startCountingAgentServer(
  projectCount: number,
  env: Readonly<Record<string, string>> = {},
): Promise<CountingAgentServer> {
  return withTemporaryDirectory(async (directory) => {
    const log = join(directory, 'agents.log')
    const launch = () =>
      startServer({
        directory,
        env: {
          SPECFLOW_AGENT: 'claude',
          SPECFLOW_CLAUDE_BIN: join(import.meta.dirname, 'fixtures/counting-agent.sh'),
          COUNTING_LOG: log,
          IS_SANDBOX: '1',
          ...env,
        },
      })
    const servers = [await launch()]
    const newest = () => servers.at(-1) as BuiltServer
    const projects = new Map<string, string>()
    for (let number = 1; number <= projectCount; number += 1) {
      const name = `p${String(number)}`
      projects.set(name, await newest().api.register(await createProject(directory, name)))
    }
    const gateFile = (name: string) => join(directory, `gate-${name}`)
    return {
      // A getter would not survive the copy that adds the end of the directory.
      server: new Proxy(newest(), { get: (_first, key) => Reflect.get(newest(), key) as unknown }),
      projects,
      start: (project, input = 'go') =>
        newest().api.start({ projectId: projects.get(project) ?? '', skill: 'review', input }),
      gate: (name) => `gate=${gateFile(name)} `,
      open: (name) => writeFile(gateFile(name), ''),
      events: () =>
        (existsSync(log) ? readFileSync(log, 'utf8') : '').split('\n').slice(0, -1).map(readEvent),
      crash: async () => {
        await newest().kill9()
        servers.push(await launch())
      },
      [Symbol.asyncDispose]: async () => {
        for (const server of servers) await server[Symbol.asyncDispose]()
      },
    }
  })
}

/** The largest number of agents that had begun and not ended. */
export function mostAlive(events: readonly CountedEvent[]): number {
  const alive = new Set<string>()
  let most = 0
  for (const { event, executionId } of events) {
    if (event === 'start') alive.add(executionId)
    else alive.delete(executionId)
    most = Math.max(most, alive.size)
  }
  return most
}

function readEvent(line: string): CountedEvent {
  const [event = '', marker = '', directory = ''] = line.split(' ')
  return {
    event: event === 'start' ? 'start' : 'end',
    executionId: marker.split(':')[1] ?? '',
    project: basename(directory),
  }
}
