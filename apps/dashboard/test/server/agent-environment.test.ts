import { describe, expect, test } from 'vitest'
import { restoreEnvironment } from '../../src/server/agent-environment.ts'

const fromNpm = {
  HOME: '/home/ada',
  LANG: 'de_DE.UTF-8',
  ANTHROPIC_API_KEY: 'key',
  npm_lifecycle_event: 'start',
  npm_config_user_agent: 'npm/10',
  PNPM_SCRIPT_SRC_DIR: '/repo',
  TURBO_HASH: '1',
  NEXT_RUNTIME: 'nodejs',
  __NEXT_PROCESSED_ENV: 'true',
  NODE_ENV: 'production',
  PORT: '4747',
  NODE: '/usr/bin/node',
  INIT_CWD: '/repo',
  COLOR: '1',
  EDITOR: 'vi',
  TURBOPACK: '1',
  PATH: '/repo/node_modules/.bin:/usr/lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin:/usr/bin:/own/node_modules/.bin',
}

describe('when the terminal is known', () => {
  test('the agent gets exactly what the terminal has', () => {
    const terminal = {
      HOME: '/home/ada',
      PATH: '/usr/bin',
      EDITOR: 'emacs',
      NODE_ENV: 'test',
      npm_config_registry: 'mine',
    }
    expect(restoreEnvironment({ seen: fromNpm, terminal })).toEqual(terminal)
  })
})

describe('when a package manager stands between', () => {
  test('what it adds is taken away and everything else passes', () => {
    expect(restoreEnvironment({ seen: fromNpm })).toEqual({
      HOME: '/home/ada',
      LANG: 'de_DE.UTF-8',
      ANTHROPIC_API_KEY: 'key',
      PATH: '/usr/bin:/own/node_modules/.bin',
    })
  })

  test('names that only look alike pass', () => {
    const alike = {
      NPM_TOKEN: 't',
      NODE_OPTIONS: '--trace-warnings',
      NEXTCLOUD: 'x',
      EDITOR_FONT: 'y',
      XNEXT_A: 'z',
    }
    expect(restoreEnvironment({ seen: { npm_lifecycle_event: 'start', ...alike } })).toEqual(alike)
  })

  test('a PATH of nothing but added folders is empty', () => {
    const seen = { npm_lifecycle_event: 'start', PATH: '/repo/node_modules/.bin' }
    expect(restoreEnvironment({ seen })).toEqual({ PATH: '' })
  })
})

test("started directly, the environment is the user's own, with NODE_ENV and PORT", () => {
  const seen = {
    HOME: '/home/ada',
    NODE_ENV: 'test',
    PORT: '1',
    EDITOR: 'vi',
    PATH: '/x/node_modules/.bin:/usr/bin',
  }
  expect(restoreEnvironment({ seen })).toEqual(seen)
})

test('what is given is never changed', () => {
  const seen = Object.freeze({ ...fromNpm })
  restoreEnvironment({ seen }).HOME = '/elsewhere'
  expect(seen.HOME).toBe('/home/ada')
})
