import { describe, expect, test } from 'vitest'
import { agentEnvironment } from '../../src/runner/environment.ts'

describe('agentEnvironment', () => {
  test('passes what the user has, and switches background work off', () => {
    const base = {
      HOME: '/home/user',
      ANTHROPIC_API_KEY: 'made-up',
      CLAUDE_CONFIG_DIR: '/c',
      FORCE_COLOR: '',
    }
    expect(agentEnvironment({ base })).toEqual({ ...base, CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1' })
  })

  test('leaves out its own settings and, by name, what a surrounding agent has set', () => {
    const base = {
      SPECFLOW_HOME: '/s',
      SPECFLOW_RUN: 'of:another:run',
      CLAUDECODE: '1',
      CLAUDE_CODE_ENTRYPOINT: 'cli',
      CLAUDE_CODE_SESSION_ID: 'x',
      CLAUDE_CODE_SSE_PORT: '1',
      CLAUDE_PID: '1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDECODE_LIKE: '1',
    }
    expect(Object.keys(agentEnvironment({ base })).sort()).toEqual([
      'CLAUDECODE_LIKE',
      'CLAUDE_CODE_DISABLE_BACKGROUND_TASKS',
      'CLAUDE_CODE_USE_BEDROCK',
    ])
  })

  test('sets the retries only where a number is given', () => {
    expect(agentEnvironment({ base: {} })).not.toHaveProperty('CLAUDE_CODE_MAX_RETRIES')
    expect(agentEnvironment({ base: {}, retries: 0 })).toHaveProperty('CLAUDE_CODE_MAX_RETRIES', '0')
  })

  test('what the user has set wins', () => {
    const base = { CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '0', CLAUDE_CODE_MAX_RETRIES: '7' }
    expect(agentEnvironment({ base, retries: 2 })).toEqual(base)
  })

  test('does not change what it is given', () => {
    const base = Object.freeze({ CLAUDECODE: '1', PATH: '/bin' })
    agentEnvironment({ base, retries: 1 })
    expect(base).toEqual({ CLAUDECODE: '1', PATH: '/bin' })
  })
})
