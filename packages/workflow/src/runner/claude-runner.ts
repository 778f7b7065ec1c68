import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RUN_FILES, type ProcessRunner, type RunHandle, type RunSpec } from '@specflow/process-runner'
import { WorkflowError } from '../errors.ts'
import type { AgentKind } from '../schema/index.ts'
import { claudeArguments } from './arguments.ts'
import { agentEnvironment } from './environment.ts'
import type { KnownBadVersions } from './known-bad-versions.ts'
import { AGENT_OUTPUT_JSON_SCHEMA_TEXT } from './output-schema.ts'
import type { AgentRun, AgentRunReference, AgentRunRequest, AgentRunner } from './port.ts'
import { createProbe } from './probe.ts'
import { taskPrompt } from './prompt.ts'
import { agentProblems, agentStatus, requireReady, type ReadinessFacts } from './readiness.ts'
import { refuseFileErrors } from './refuse-file-errors.ts'
import { requireUuid } from './require-uuid.ts'
import { readRunEnd } from './run-end.ts'

export interface ClaudeRunnerOptions {
  kind: AgentKind
  /** A name that is looked up on the search path, or the path of an executable that has the command line of `claude`. */
  executable: string
  runner: ProcessRunner
  /** Holds `<execution id>/run-<attempt>/` for every run. */
  workflowsPath: string
  /** Of the state directory; begins the marker of every run. */
  homeId: string
  /** What the start command was given, without the additions of package managers and of the web server. */
  environment: Readonly<Record<string, string>>
  /** In the form of the variable PATH. */
  searchPath: string
  /** Folders of the search path in which the executable is not looked for. */
  searchPathWithout?: readonly string[]
  graceMs: number
  /** How often the agent tries a failed request again; absent leaves it to the agent. */
  retries?: number
  /** Of the server's user. */
  uid: number
  knownBadVersions?: readonly KnownBadVersions[]
  now?: () => Date
}

/** Runs `claude`, or another executable with its command line, under the process runner. */
export function createClaudeRunner(options: ClaudeRunnerOptions): AgentRunner {
  const { kind, runner, workflowsPath, searchPathWithout = [], now = () => new Date() } = options
  const probe = createProbe({ ...options, searchPathWithout, now: () => now().getTime() })
  const known = async (): Promise<ReadinessFacts> => ({ ...options, probed: await probe.recall() })
  const asked = async (): Promise<ReadinessFacts> => ({ ...options, probed: await probe.ask() })

  return {
    kind,
    status: async () => agentStatus(await known()),
    problems: async () => agentProblems(await known()),
    probe: async () => {
      await probe.ask()
    },
    ensureReady: async () => {
      requireReady(await asked())
    },
    async start(request) {
      const executable = requireReady(await asked())
      await requireFolder(request.projectPath)
      const directory = runDirectory(workflowsPath, request)
      const handle = await refuseFileErrors(directory, async () => {
        await mkdir(join(directory, '..'), { recursive: true, mode: 0o700 })
        return runner.start(runSpec(options, { request, executable, directory }))
      })
      return agentRun(handle, request)
    },
    async recover(reference) {
      const handle = await runner.attach(runDirectory(workflowsPath, reference))
      return handle === 'unclaimed' ? handle : agentRun(handle, reference)
    },
  }
}

/** The only place where an execution id becomes a path. */
function runDirectory(workflowsPath: string, { executionId, attempt }: AgentRunReference): string {
  requireUuid(executionId, 'An execution id')
  if (!Number.isSafeInteger(attempt) || attempt < 1) {
    throw new TypeError(`An attempt must be a positive integer, got ${String(attempt)}.`)
  }
  return join(workflowsPath, executionId, `run-${String(attempt)}`)
}

/** A folder that is gone would otherwise be reported as a command that is missing. */
async function requireFolder(path: string): Promise<void> {
  const folder = await stat(path).catch(() => undefined)
  if (folder?.isDirectory() === true) return
  throw new WorkflowError('PROJECT_PATH_MISSING', `The project folder ${path} is not there any more.`)
}

interface RunPlace {
  request: AgentRunRequest
  executable: string
  directory: string
}

function runSpec(options: ClaudeRunnerOptions, { request, executable, directory }: RunPlace): RunSpec {
  const { homeId, environment: base, graceMs, retries } = options
  const { executionId, attempt, task } = request
  return {
    directory,
    executable,
    args: claudeArguments({
      schema: AGENT_OUTPUT_JSON_SCHEMA_TEXT,
      ...(task.kind === 'resume' && { resumeSessionId: task.sessionId }),
    }),
    cwd: request.projectPath,
    env: agentEnvironment({ base, ...(retries !== undefined && { retries }) }),
    marker: { name: 'SPECFLOW_RUN', value: `${homeId}:${executionId}:${String(attempt)}` },
    stdin: taskPrompt(task),
    timeoutMs: request.timeoutMs,
    graceMs,
  }
}

function agentRun(handle: RunHandle, { attempt }: AgentRunReference): AgentRun {
  return {
    claimed: handle.claimed.then((identity) => identity !== undefined),
    ended: handle.result.then((result) =>
      readRunEnd({ result, directory: handle.directory, isResumed: attempt > 1 }),
    ),
    stop: () => refuseFileErrors(join(handle.directory, RUN_FILES.stop), () => handle.stop('cancelled')),
    detach: () => {
      handle.detach()
    },
  }
}
