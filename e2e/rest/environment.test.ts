import { describe, expect, it } from 'vitest'
import { agentsShareOf, environmentOfRun } from '../support/environment-of-run.ts'
import { startFakeAgentServer } from '../support/fake-agent-server.ts'

describe('the environment of a run', () => {
  it("is the terminal's, without our settings and a surrounding agent's variables, with our additions", async () => {
    await using fake = await startFakeAgentServer({
      EDITOR: 'ed',
      NODE_ENV: 'development',
      COLOR: '1',
      ODD: ' with blanks = and\nlines ',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
      CLAUDECODE: '1',
      CLAUDE_CODE_ENTRYPOINT: 'cli',
      CLAUDE_CODE_SESSION_ID: 'another',
      CLAUDE_CODE_SSE_PORT: '1',
      CLAUDE_PID: '1',
      CLAUDE_CODE_KEEP_ME: 'as it is',
      SPECFLOW_TIMEOUT_MS: '60000',
    })

    const { id, env } = await environmentOfRun(fake)

    expect(env).toEqual({
      ...agentsShareOf(fake.server.env),
      CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
      SPECFLOW_RUN: expect.stringMatching(new RegExp(`^[^:]+:${id}:1$`)),
    })
  })

  it("has the user's own values where we would add one, and retries where they are set", async () => {
    await using fake = await startFakeAgentServer({
      CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '0',
      SPECFLOW_AGENT_RETRIES: '3',
    })

    const { env } = await environmentOfRun(fake)

    expect(env.CLAUDE_CODE_DISABLE_BACKGROUND_TASKS).toBe('0')
    expect(env.CLAUDE_CODE_MAX_RETRIES).toBe('3')
  })
})
