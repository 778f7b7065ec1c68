import { createRequire } from 'node:module'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DEMO_AGENT_BIN } from '@specflow/fake-claude'
import { createProcessRunner } from '@specflow/process-runner'
import { createClaudeRunner } from '../../src/runner/claude-runner.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { describeAgentRunner } from './agent-runner-contract.ts'

const fakeClaude = join(
  dirname(createRequire(import.meta.url).resolve('@specflow/fake-claude/package.json')),
  DEMO_AGENT_BIN,
)

describeAgentRunner('the claude runner', async () => {
  const root = temporaryDirectory()
  const projectPath = join(root, 'project')
  await mkdir(projectPath)
  const searchPath = process.env.PATH ?? ''
  const runner = createClaudeRunner({
    kind: 'demo',
    executable: fakeClaude,
    runner: createProcessRunner(),
    workflowsPath: join(root, 'workflows'),
    homeId: 'test-home',
    environment: { PATH: searchPath, HOME: root },
    searchPath,
    graceMs: 1_000,
    uid: 1_000,
  })
  return { runner, projectPath, start: (request) => runner.start(request) }
})
