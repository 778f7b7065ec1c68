import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DEMO_AGENT_BIN } from '@specflow/fake-claude'
import { createPlatform, createProcessRunner, type ProcessRunner } from '@specflow/process-runner'
import { createClaudeRunner } from '../../src/runner/claude-runner.ts'
import type { AgentRunRequest, AgentRunner } from '../../src/runner/port.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const manifestPath = createRequire(import.meta.url).resolve('@specflow/fake-claude/package.json')

export interface FakeClaudeSubject {
  runner: AgentRunner
  projectPath: string
  workflowsPath: string
  /** Where the agent keeps its sessions. */
  configDirectory: string
  /** A first run whose agent follows a script of modes. */
  firstRun(script: string, timeoutMs?: number): AgentRunRequest
}

interface SubjectOptions {
  /** Where the runs have their directories. */
  workflowsPath?: string
  processRunner?: ProcessRunner
  /** How long an agent may go on after its result; as the runner has it when absent. */
  lingerMs?: number
}

/** The claude runner over real processes, with an executable of the same command line in the place of the agent. */
export function createFakeClaudeSubject(options: SubjectOptions = {}): FakeClaudeSubject {
  const root = temporaryDirectory()
  const projectPath = join(root, 'project')
  const { workflowsPath = join(root, 'workflows'), processRunner = createProcessRunner(), lingerMs } = options
  const configDirectory = join(root, '.claude')
  mkdirSync(projectPath)
  const searchPath = process.env.PATH ?? ''
  const runner = createClaudeRunner({
    kind: 'demo',
    executable: join(dirname(manifestPath), DEMO_AGENT_BIN),
    runner: processRunner,
    platform: createPlatform(),
    configDirectory,
    workflowsPath,
    homeId: 'test-home',
    environment: { PATH: searchPath, HOME: root },
    searchPath,
    graceMs: 1_000,
    ...(lingerMs !== undefined && { lingerMs }),
    uid: 1_000,
  })
  return {
    runner,
    projectPath,
    workflowsPath,
    configDirectory,
    firstRun: (script, timeoutMs = 60_000) => ({
      executionId: randomUUID(),
      attempt: 1,
      projectPath,
      task: {
        kind: 'first',
        skill: { name: 'work', description: '', source: 'project', invocation: 'slash' },
        input: `fake-claude: ${script}`,
      },
      timeoutMs,
    }),
  }
}
