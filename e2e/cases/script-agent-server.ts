import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

/** A server whose agent is a script of `fixtures`, which leaves files in its working directory and looks for others there. */
export interface ScriptAgentServer extends AsyncDisposable {
  readonly server: BuiltServer
  /** Holds everything of this server. */
  readonly directory: string
  /** Starts the agent in a project of its own. */
  start(options?: { timeoutMs?: number }): Promise<ScriptRun>
  /** Another server on the same state, once the one before is gone. */
  restart(): Promise<BuiltServer>
}

export interface ScriptRun {
  readonly id: string
  /** Of the first run. */
  readonly runDirectory: string
  /** What the script has written into the file; waits for it. */
  pid(file: string): Promise<number>
  /** What the script has written into the file so far. */
  lines(file: string): string[]
  /** Makes a file that the script waits for. */
  make(file: string): Promise<void>
}

export function startScriptAgentServer(
  script: string,
  env: (directory: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<ScriptAgentServer> {
  return withTemporaryDirectory((directory) => startIn(directory, { script, env: env(directory) }))
}

async function startIn(
  directory: string,
  { env, script }: { script: string; env: Readonly<Record<string, string>> },
): Promise<ScriptAgentServer> {
  const launch = () =>
    startServer({
      directory,
      env: {
        SPECFLOW_AGENT: 'claude',
        SPECFLOW_CLAUDE_BIN: join(import.meta.dirname, 'fixtures', script),
        IS_SANDBOX: '1',
        ...env,
      },
    })
  const server = await launch()
  const servers = [server]
  let projects = 0

  return {
    server,
    directory,
    start: async (options = {}) => {
      projects += 1
      const project = await createProject(directory, `project-${String(projects)}`)
      const projectId = await server.api.register(project)
      const id = await server.api.start({ projectId, skill: 'review', ...options })
      return scriptRun(id, project, join(server.home, 'workflows', id, 'run-1'))
    },
    restart: async () => {
      const next = await launch()
      servers.push(next)
      return next
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of servers) await each[Symbol.asyncDispose]()
    },
  }
}

function scriptRun(id: string, project: string, runDirectory: string): ScriptRun {
  return {
    id,
    runDirectory,
    pid: (file) =>
      until(
        () => {
          const path = join(project, file)
          return existsSync(path) && Number(readFileSync(path, 'utf8').trim())
        },
        { what: `the file ${file} of the execution ${id}` },
      ),
    lines: (file) => {
      const path = join(project, file)
      return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
    },
    make: (file) => writeFile(join(project, file), ''),
  }
}
