import { describe, expect, test } from 'vitest'
import { SettingsError, readSettings } from '../../src/server/settings.ts'

const HOME = '/home/ada'

test('without any setting everything has its default', () => {
  expect(readSettings({}, HOME)).toEqual({
    home: '/home/ada/.specflow',
    host: '127.0.0.1',
    port: { number: 4747, isFixed: false },
    agent: 'auto',
    claudeExecutable: 'claude',
    timeoutMs: 600_000,
    killGraceMs: 5_000,
    maxRuns: 4,
    runsPerProject: 1,
    logLevel: 'info',
  })
})

test('every setting can be set', () => {
  const environment = {
    SPECFLOW_HOME: '/srv/specflow',
    SPECFLOW_HOST: '127.0.0.1',
    PORT: '8080',
    SPECFLOW_AGENT: 'demo',
    SPECFLOW_CLAUDE_BIN: '/opt/claude',
    SPECFLOW_TIMEOUT_MS: '1000',
    SPECFLOW_KILL_GRACE_MS: '0',
    SPECFLOW_MAX_RUNS: '8',
    SPECFLOW_RUNS_PER_PROJECT: '2',
    SPECFLOW_AGENT_RETRIES: '0',
    SPECFLOW_LOG_LEVEL: 'silent',
    SPECFLOW_RETENTION_DAYS: '30',
  }
  expect(readSettings(environment, HOME)).toEqual({
    home: '/srv/specflow',
    host: '127.0.0.1',
    port: { number: 8080, isFixed: true },
    agent: 'demo',
    claudeExecutable: '/opt/claude',
    timeoutMs: 1_000,
    killGraceMs: 0,
    maxRuns: 8,
    runsPerProject: 2,
    agentRetries: 0,
    logLevel: 'silent',
    retentionDays: 30,
  })
})

test('an empty value counts as unset', () => {
  expect(readSettings({ PORT: '', SPECFLOW_HOME: '', SPECFLOW_AGENT: '' }, HOME)).toEqual(
    readSettings({}, HOME),
  )
})

test('the default port set by hand is fixed', () => {
  expect(readSettings({ PORT: '4747' }, HOME).port).toEqual({ number: 4747, isFixed: true })
})

describe.each([
  ['SPECFLOW_HOME', ['specflow', './x', '~/x'], 'an absolute path'],
  ['SPECFLOW_HOST', ['0.0.0.0', 'localhost', '::', '192.168.1.2'], '127.0.0.1'],
  ['PORT', ['65536', '-1', '80a', '1e3', ' 80', '4747.0'], 'from 0 to 65535'],
  ['SPECFLOW_AGENT', ['Claude', 'none'], 'auto, claude or demo'],
  ['SPECFLOW_CLAUDE_BIN', ['./claude', 'bin/claude'], 'an absolute path, or a name without a slash'],
  ['SPECFLOW_TIMEOUT_MS', ['0', '999', '86400001', '10s'], 'from 1000 to 86400000'],
  ['SPECFLOW_KILL_GRACE_MS', ['-1', '600001'], 'from 0 to 600000'],
  ['SPECFLOW_MAX_RUNS', ['0', 'many'], 'from 1 to 1000'],
  ['SPECFLOW_RUNS_PER_PROJECT', ['0', '1.5'], 'from 1 to 1000'],
  ['SPECFLOW_AGENT_RETRIES', ['-1', '101'], 'from 0 to 100'],
  ['SPECFLOW_LOG_LEVEL', ['verbose', 'INFO', '30'], 'trace, debug, info, warn, error, fatal, silent'],
  ['SPECFLOW_FAILPOINTS', ['nowhere=exit(137)', 'renamed', '@here'], 'renamed=throw(EIO)'],
  ['SPECFLOW_RETENTION_DAYS', ['0', '36501', '1.5', '30d', '-1'], 'from 1 to 36500'],
])('a wrong %s', (name, values, allowed) => {
  test.each(values)('of %j is refused by name, value and what is allowed', (value) => {
    const reading = () => readSettings({ [name]: value }, HOME)
    expect(reading).toThrow(SettingsError)
    expect(reading).toThrow(`${name} is ${JSON.stringify(value)}; allowed is `)
    expect(reading).toThrow(allowed)
  })
})

test('all wrong settings are named at once', () => {
  expect(() => readSettings({ PORT: 'x', SPECFLOW_AGENT: 'y' }, HOME)).toThrow(
    /PORT is "x".*\nSPECFLOW_AGENT is "y"/,
  )
})
