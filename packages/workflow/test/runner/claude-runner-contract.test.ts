import { describeAgentRunner } from './agent-runner-contract.ts'
import { createFakeClaudeSubject } from './fake-claude-subject.ts'
import { openSession } from './open-session.ts'

describeAgentRunner('the claude runner', () => {
  const { configDirectory, runner, projectPath } = createFakeClaudeSubject()
  return Promise.resolve({
    runner,
    projectPath,
    start: (request) => runner.start(request),
    openElsewhere: (sessionId) => openSession(configDirectory, sessionId),
  })
})
