import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createProcessRunner, type Platform } from '@specflow/process-runner'
import {
  createAnswerLinks,
  createClaudeRunner,
  createFileCostMeters,
  createFileCatalog,
  createFileTranscriptReader,
  createGitSnapshots,
  createStoreRunQueue,
  createWorkflowService,
  openFileAcknowledgements,
  openFileLimits,
  openAnswerLinkFile,
  openFileRegistry,
  openFileStore,
  openWebhooks,
  readWebhookSettings,
  type AgentDirectory,
  type AnswerLinks,
  type ProjectRegistry,
  type ServiceLog,
  type StateDirectory,
  type Webhooks,
  type WorkflowService,
  type WorkflowServiceOptions,
} from '@specflow/workflow'
import { restoreEnvironment } from './agent-environment.ts'
import { createAgentDirectory } from './agents.ts'
import type { Launch } from './launch.ts'
import { ownProblems } from './own-problems.ts'
import { reachableBaseUrl } from './reachable-base-url.ts'
import { sampleProjectPath } from './sample-project.ts'
import type { Settings } from './settings.ts'

export interface WiringOptions {
  settings: Settings
  launch: Pick<Launch, 'version' | 'environment' | 'ownBinDirectories' | 'demoAgentPath'>
  stateDirectory: StateDirectory
  platform: Platform
  log: ServiceLog
  /** Told of every transition. */
  onMove?: WorkflowServiceOptions['onMove']
}

export interface Wiring {
  service: WorkflowService
  agents: AgentDirectory
  projects: ProjectRegistry
  answerLinks: AnswerLinks
  webhooks: Webhooks
  /** Leaves the runs alone and lets the next server in. */
  close(): Promise<void>
}

/** The one place where adapters meet: everything else is given what it needs. */
export async function wire(options: WiringOptions): Promise<Wiring> {
  const { settings, launch, stateDirectory, platform, log, onMove } = options
  const { assertOwned, limitsPath, registryPath, workflowsPath } = stateDirectory
  const now = () => new Date()
  const environment = restoreEnvironment(launch.environment)
  const store = await openFileStore({ directory: workflowsPath, assertOwned })
  const projects = openFileRegistry({ path: registryPath, now, assertOwned })
  const agents = createAgents(options, environment)
  const linkFile = openAnswerLinkFile({
    path: join(stateDirectory.path, 'answer-links.json'),
    assertOwned,
    now,
  })
  const webhooks = await openWebhooks({
    settings: readWebhookSettings(stateDirectory.path),
    directory: join(stateDirectory.path, 'outbox'),
    store,
    links: linkFile,
    baseUrl: reachableBaseUrl(settings.allowedHosts),
    assertOwned,
    log,
    now,
    userAgent: `SpecFlow/${launch.version}`,
  })
  const service = createWorkflowService({
    store,
    projects,
    acknowledgements: openFileAcknowledgements({
      path: join(stateDirectory.path, 'acknowledgements.json'),
      now,
      assertOwned,
    }),
    agents,
    skills: createFileCatalog({ userDirectory: userDirectory(environment) }),
    queue: createStoreRunQueue({
      store,
      limits: { maxRuns: settings.maxRuns, runsPerLane: settings.runsPerProject },
    }),
    transcripts: createFileTranscriptReader({ configDirectory: userDirectory(environment) }),
    limits: openFileLimits({ path: limitsPath, assertOwned }),
    costMeters: createFileCostMeters({ configDirectory: userDirectory(environment) }),
    snapshots: createGitSnapshots({
      workflowsPath,
      environment,
      searchPathWithout: launch.ownBinDirectories,
    }),
    defaultTimeoutMs: settings.timeoutMs,
    about: { version: launch.version, pid: process.pid, stateDirectory: stateDirectory.path },
    problems: () => [...ownProblems(platform, settings), ...webhooks.problems()],
    now,
    createId: randomUUID,
    log,
    ...(onMove && { onMove }),
  })
  return {
    service,
    agents,
    projects,
    answerLinks: createAnswerLinks({ file: linkFile, service, log }),
    webhooks,
    close: async () => {
      await service.close()
      await webhooks.stop()
      await store.close()
      await stateDirectory.release()
    },
  }
}

export interface AgentWiringOptions extends Pick<WiringOptions, 'settings' | 'launch' | 'platform'> {
  stateDirectory: Pick<StateDirectory, 'homeId' | 'path' | 'workflowsPath'>
}

/** Also for the doctor, which owns no state directory. */
export function createAgents(
  options: AgentWiringOptions,
  environment: Record<string, string>,
): AgentDirectory {
  const { settings, launch, stateDirectory, platform } = options
  const { homeId, path, workflowsPath } = stateDirectory
  const shared = {
    runner: createProcessRunner({ platform }),
    platform,
    configDirectory: userDirectory(environment),
    workflowsPath,
    homeId,
    environment,
    searchPath: environment.PATH ?? '',
    searchPathWithout: launch.ownBinDirectories,
    graceMs: settings.killGraceMs,
    ...(settings.agentRetries !== undefined && { retries: settings.agentRetries }),
    uid: process.getuid?.() ?? -1,
  }
  return createAgentDirectory({
    choice: settings.agent,
    claude: createClaudeRunner({ ...shared, kind: 'claude', executable: settings.claudeExecutable }),
    demo: createClaudeRunner({ ...shared, kind: 'demo', executable: launch.demoAgentPath }),
    sampleProjectPath: sampleProjectPath(path),
  })
}

/** Where the agent keeps the user's own skills, and its sessions. */
function userDirectory({ CLAUDE_CONFIG_DIR, HOME }: Record<string, string>): string {
  return CLAUDE_CONFIG_DIR ?? join(HOME ?? homedir(), '.claude')
}
