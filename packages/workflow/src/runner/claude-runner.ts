import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  RUN_FILES,
  type Platform,
  type ProcessRunner,
  type RunHandle,
  type RunSpec,
} from '@specflow/process-runner'
import { WorkflowError } from '../errors.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import type { AgentKind, OutputStream } from '../schema/index.ts'
import { claudeArguments, requireShortSchema } from './arguments.ts'
import { agentEnvironment } from './environment.ts'
import type { KnownBadVersions } from './known-bad-versions.ts'
import { AGENT_OUTPUT_JSON_SCHEMA_TEXT } from './output-schema.ts'
import { readLastActivity } from './last-activity.ts'
import type { AgentRun, AgentRunReference, AgentRunRequest, AgentRunner } from './port.ts'
import { createProbe } from './probe.ts'
import { taskPrompt } from './prompt.ts'
import { agentProblems, agentStatus, requireReady, type ReadinessFacts } from './readiness.ts'
import { refuseFileErrors } from './refuse-file-errors.ts'
import { requireUuid } from './require-uuid.ts'
import { readRunEnd, type EndedRun } from './run-end.ts'
import { RUN_MARKER_NAME, runMarker } from './run-marker.ts'
import { findOpenSession, findSessionHolders } from './session-holders.ts'
import { streamOutput } from './stream-output.ts'
import { watchLingering } from './watch-lingering.ts'
import { watchSession } from './watch-session.ts'

export interface ClaudeRunnerOptions {
  kind: AgentKind
  /** A name that is looked up on the search path, or the path of an executable that has the command line of `claude`. */
  executable: string
  runner: ProcessRunner
  platform: Platform
  /** Where the agent keeps its sessions, and says which are open: `CLAUDE_CONFIG_DIR` or `~/.claude`. */
  configDirectory: string
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
  /** How long a run may go on after it has given its whole result; then it is stopped, and the result holds. */
  lingerMs?: number
  /** How often the agent tries a failed request again; absent leaves it to the agent. */
  retries?: number
  /** Of the server's user. */
  uid: number
  knownBadVersions?: readonly KnownBadVersions[]
  /** The JSON schema of the answer, as one line of JSON; the contract's when absent. */
  answerSchema?: string
  now?: () => Date
}

/** Runs `claude`, or another executable with its command line, under the process runner. Throws for a schema that is too long. */
export function createClaudeRunner(options: ClaudeRunnerOptions): AgentRunner {
  const { kind, runner, workflowsPath, searchPathWithout = [], now = () => new Date() } = options
  const { answerSchema = AGENT_OUTPUT_JSON_SCHEMA_TEXT } = options
  requireShortSchema(answerSchema)
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
    findSessionHolders: (sessionIds) => findSessionHolders(options, sessionIds),
    lastActivity: async (reference) => readLastActivity(runDirectory(workflowsPath, reference)),
    streamOutput: (reference, stream) =>
      streamOutput(join(runDirectory(workflowsPath, reference), OUTPUT_FILES[stream])),
    firstCommand: async (cwd) => ({
      executable: requireReady(await asked()),
      arguments: claudeArguments({ schema: answerSchema }),
      cwd,
    }),
    findOpenSession: (executionId) => findOpenSession(options, executionId),
    async start(request) {
      const executable = requireReady(await asked())
      await requireFolder(request.projectPath)
      const directory = runDirectory(workflowsPath, request)
      const spec = runSpec({ ...options, answerSchema }, { request, executable, directory })
      const handle = await refuseFileErrors(directory, async () => {
        ensurePrivateDirectory(dirname(directory))
        return runner.start(spec)
      })
      return agentRun(options, handle, { ...request, isResumed: request.task.kind !== 'first' })
    },
    async recover(reference) {
      const handle = await runner.attach(runDirectory(workflowsPath, reference))
      if (handle === 'unclaimed') return handle
      const isResumed = reference.attempt > 1 || reference.isFollowUp === true
      return agentRun(options, handle, { ...reference, isResumed })
    },
  }
}

const OUTPUT_FILES: Record<OutputStream, string> = { stdout: RUN_FILES.output, stderr: RUN_FILES.stderr }

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

function runSpec(
  options: ClaudeRunnerOptions & { answerSchema: string },
  { request, executable, directory }: RunPlace,
): RunSpec {
  const { answerSchema: schema, homeId, environment: base, graceMs, retries } = options
  const { task } = request
  return {
    directory,
    executable,
    args: claudeArguments({
      schema,
      ...(task.kind !== 'first' && { resumeSessionId: task.sessionId }),
    }),
    cwd: request.projectPath,
    env: agentEnvironment({ base, ...(retries !== undefined && { retries }) }),
    marker: { name: RUN_MARKER_NAME, value: runMarker(homeId, request) },
    stdin: taskPrompt(task),
    timeoutMs: request.timeoutMs,
    graceMs,
  }
}

function agentRun(
  options: ClaudeRunnerOptions,
  handle: RunHandle,
  { executionId, isResumed }: Pick<EndedRun, 'isResumed'> & Pick<AgentRunReference, 'executionId'>,
): AgentRun {
  const { lingerMs = LINGER_MS } = options
  const { directory } = handle
  // The session of a resumed run is known.
  const session = isResumed ? undefined : watchSession(() => findOpenSession(options, executionId))
  const stopWatching = watchLingering({
    path: join(directory, RUN_FILES.output),
    lingerMs,
    stop: () => handle.stop('lingered'),
  })
  return {
    claimed: handle.claimed.then((identity) => identity !== undefined),
    ended: handle.result.then((result) => {
      stopWatching()
      session?.end()
      return readRunEnd({ result, directory, isResumed, seenSession: session?.seen() })
    }),
    stop: async ({ reason, detail } = { reason: 'cancelled' }) => {
      await session?.look()
      return refuseFileErrors(join(directory, RUN_FILES.stop), () => handle.stop(reason, detail))
    },
    stopProgress: () => handle.stopProgress(),
    detach: () => {
      stopWatching()
      session?.end()
      handle.detach()
    },
  }
}

/** What the agent may still have to do, such as hooks at the end of its session, takes a fraction of this. */
const LINGER_MS = 15_000
