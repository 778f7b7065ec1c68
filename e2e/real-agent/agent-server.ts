import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startMessagesApiStub, type MessagesApiStub } from '../agent/messages-api-stub.ts'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { createProject } from '../support/project.ts'
import { withTemporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const run = promisify(execFile)
const INSTALL_AGENT = join(import.meta.dirname, '../agent/install-agent.mjs')

/** A built server that runs the real agent command, which has an empty home and reaches nothing but the stub. */
export interface AgentServer extends AsyncDisposable {
  readonly server: BuiltServer
  readonly stub: MessagesApiStub
  /** With the skill `review`. */
  readonly projectId: string
  /** The project's directory, in which the agent works. */
  readonly project: string
  readonly agent: string
  /** The pids that the agent's tools wrote into a file of the project; waits until there are so many. */
  pidsFrom(file: string, count: number): Promise<number[]>
}

/** Rejects, and with it the suite, when the agent cannot be installed. */
export async function startAgentServer(): Promise<AgentServer> {
  const { stdout } = await run(process.execPath, [INSTALL_AGENT])
  return withTemporaryDirectory((directory) => startIn(directory, stdout.trim()))
}

async function startIn(directory: string, agent: string): Promise<AgentServer> {
  const project = await createProject(directory, 'project')
  const stub = await startMessagesApiStub()
  const server = await startServer({
    directory,
    env: {
      SPECFLOW_AGENT: 'claude',
      SPECFLOW_CLAUDE_BIN: agent,
      SPECFLOW_AGENT_RETRIES: '0',
      ANTHROPIC_API_KEY: 'made-up',
      ANTHROPIC_BASE_URL: stub.url,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
      DISABLE_ERROR_REPORTING: '1',
      DISABLE_TELEMETRY: '1',
      // The suites run as root in containers, where the agent asks for this word.
      IS_SANDBOX: '1',
    },
  })
  return {
    server,
    stub,
    project,
    agent,
    projectId: await server.api.register(project),
    pidsFrom: (file, count) =>
      until(() => readPids(join(project, file), count), {
        what: `${String(count)} pids in ${file}`,
        timeoutMs: 30_000,
      }),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await stub[Symbol.asyncDispose]()
    },
  }
}

function readPids(path: string, count: number): number[] | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const pids = text
    .split('\n')
    .filter((line) => line !== '')
    .map(Number)
  return pids.length < count ? undefined : pids
}
