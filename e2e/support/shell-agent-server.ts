import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer, type BuiltServer } from './built-server.ts'
import { createProject } from './project.ts'
import { withTemporaryDirectory } from './temporary-directory.ts'

/** A server whose agent is a shell script: it ends within milliseconds, or at a gate that the test opens. */
export interface ShellAgentServer extends AsyncDisposable {
  readonly server: BuiltServer
  /** With the skill `review`; their ids. */
  readonly projectIds: readonly string[]
  /** Lets the runs of the first project that wait for this gate go on. */
  open(gate: string): Promise<void>
  /** How often the agent was started in the first project. */
  countStarts(): Promise<number>
  /** Another server on the same state, once the one before is gone. */
  restart(): Promise<BuiltServer>
}

export function startShellAgentServer(
  projectCount = 1,
  env: Readonly<Record<string, string>> = {},
): Promise<ShellAgentServer> {
  return withTemporaryDirectory((directory) => startIn(directory, projectCount, env))
}

async function startIn(
  directory: string,
  projectCount: number,
  env: Readonly<Record<string, string>>,
): Promise<ShellAgentServer> {
  const start = () =>
    startServer({
      directory,
      env: {
        SPECFLOW_AGENT: 'claude',
        SPECFLOW_CLAUDE_BIN: join(import.meta.dirname, 'fixtures/shell-agent.sh'),
        IS_SANDBOX: '1',
        ...env,
      },
    })
  const servers = [await start()]
  const [server] = servers as [BuiltServer]
  const names = Array.from({ length: projectCount }, (_, index) => `project-${String(index + 1)}`)
  const projects = await Promise.all(names.map((name) => createProject(directory, name)))
  const [project = ''] = projects
  return {
    server,
    projectIds: await Promise.all(projects.map((path) => server.api.register(path))),
    open: (gate) => writeFile(join(project, gate), ''),
    countStarts: async () => (await readFile(join(project, 'starts.log'), 'utf8')).trim().split('\n').length,
    restart: async () => {
      const next = await start()
      servers.push(next)
      return next
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of servers) await each[Symbol.asyncDispose]()
    },
  }
}
