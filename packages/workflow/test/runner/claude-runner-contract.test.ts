import { describeAgentRunner } from './agent-runner-contract.ts'
import { createFakeClaudeSubject } from './fake-claude-subject.ts'

describeAgentRunner('the claude runner', () => {
  const { runner, projectPath } = createFakeClaudeSubject()
  return Promise.resolve({ runner, projectPath, start: (request) => runner.start(request) })
})
