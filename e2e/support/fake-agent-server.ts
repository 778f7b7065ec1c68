import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFakeClaudeLog, type FakeClaudeEvent, type FakeClaudeLogLine } from '@specflow/fake-claude'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { startServer, type BuiltServer, type BuiltServerOptions } from './built-server.ts'
import { FAKE_AGENT } from './paths.ts'
import { createProject } from './project.ts'
import { withTemporaryDirectory } from './temporary-directory.ts'
import { until } from './until.ts'

/** A built server whose agent is the stand-in, driven by the mode that a run's input names. */
export interface FakeAgentServer extends AsyncDisposable {
  readonly server: BuiltServer
  /** Holds everything of this server: the state, the user's home, the projects. */
  readonly directory: string
  /** With the skill `review`. */
  readonly project: string
  readonly projectId: string
  /** Another directory with the skill `review`, not registered. */
  createProject(name: string): Promise<string>
  /** Starts `review` in a mode of the stand-in; answers the id. */
  start(mode: string, options?: { projectId?: string; timeoutMs?: number }): Promise<string>
  /** Starts it and waits until it has asked. */
  startAndAsk(mode: string): Promise<WorkflowExecution>
  /** What the runs of an execution wrote down, in order. */
  log(executionId: string): FakeClaudeLogLine[]
  /** The pids that a run's leaves have; waits until there are so many. */
  leavesOf(executionId: string, count: number): Promise<number[]>
}

/** What makes the stand-in the agent of a server. Root needs the last one, as with the real command. */
export function fakeAgentEnvironment(directory: string): Record<string, string> {
  return {
    SPECFLOW_AGENT: 'claude',
    SPECFLOW_CLAUDE_BIN: FAKE_AGENT,
    FAKE_CLAUDE_LOG: join(directory, 'agent.jsonl'),
    IS_SANDBOX: '1',
  }
}

export function startFakeAgentServer(
  env: Readonly<Record<string, string>> = {},
  options: Pick<BuiltServerOptions, 'command' | 'readyTimeoutMs'> = {},
): Promise<FakeAgentServer> {
  return withTemporaryDirectory((directory) => startIn(directory, { ...options, env }))
}

async function startIn(
  directory: string,
  { env, ...options }: Omit<BuiltServerOptions, 'directory'>,
): Promise<FakeAgentServer> {
  const project = await createProject(directory, 'project')
  const server = await startServer({
    ...options,
    directory,
    env: { ...fakeAgentEnvironment(directory), ...env },
  })
  const { api } = server
  const registered = await api.register(project)
  const log = (executionId: string) => readLog(join(directory, 'agent.jsonl'), executionId)
  const start: FakeAgentServer['start'] = (mode, { projectId = registered, ...rest } = {}) =>
    api.start({ projectId, skill: 'review', input: `fake-claude: ${mode}`, ...rest })
  return {
    server,
    directory,
    project,
    projectId: registered,
    createProject: (name) => createProject(directory, name),
    start,
    startAndAsk: async (mode) => api.untilStatus(await start(mode), 'waiting_for_input'),
    log,
    leavesOf: (executionId, count) =>
      until(
        () => {
          const pids = log(executionId).flatMap((line) => (line.event === 'leaf' ? [line.leafPid] : []))
          return pids.length >= count && pids
        },
        { what: `${String(count)} leaves of the execution ${executionId}` },
      ),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

/** The lines of one kind. */
export function ofKind<Kind extends FakeClaudeEvent['event']>(
  lines: readonly FakeClaudeLogLine[],
  kind: Kind,
) {
  return lines.filter((line): line is Extract<FakeClaudeLogLine, { event: Kind }> => line.event === kind)
}

/** A run is known by the marker in its environment; its other lines have the pid of the first. */
function readLog(path: string, executionId: string): FakeClaudeLogLine[] {
  const lines = existsSync(path) ? readFakeClaudeLog(readFileSync(path, 'utf8')) : []
  const pids = new Set<number>()
  return lines.filter((line) => {
    if (line.event === 'start' && line.env.SPECFLOW_RUN?.includes(`:${executionId}:`)) pids.add(line.pid)
    return pids.has(line.pid)
  })
}
