import { describe, expect, test } from 'vitest'
import { SettingsError, readSettings } from '../../src/server/settings.ts'

const HOME = '/home/ada'

test('without any setting everything has its default', () => {
  expect(readSettings({}, HOME)).toEqual({
    home: '/home/ada/.specflow',
    host: '127.0.0.1',
    allowedHosts: [],
    auth: 'token',
    port: { number: 4747, isFixed: false },
    agent: 'auto',
    claudeExecutable: 'claude',
    timeoutMs: 600_000,
    killGraceMs: 5_000,
    maxRuns: 4,
    requestsPerSecond: 500,
    runsPerProject: 1,
    logLevel: 'info',
  })
})

test('every setting can be set', () => {
  const environment = {
    SPECFLOW_HOME: '/srv/specflow',
    SPECFLOW_HOST: '0.0.0.0',
    SPECFLOW_ALLOWED_HOSTS: 'box.lan:8080, https://agents.example.com',
    SPECFLOW_AUTH: 'token',
    PORT: '8080',
    SPECFLOW_AGENT: 'demo',
    SPECFLOW_CLAUDE_BIN: '/opt/claude',
    SPECFLOW_TIMEOUT_MS: '1000',
    SPECFLOW_KILL_GRACE_MS: '0',
    SPECFLOW_MAX_RUNS: '8',
    SPECFLOW_REQUEST_RATE: '1000',
    SPECFLOW_RUNS_PER_PROJECT: '2',
    SPECFLOW_AGENT_RETRIES: '0',
    SPECFLOW_LOG_LEVEL: 'silent',
    SPECFLOW_RETENTION_DAYS: '30',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example:4318',
  }
  expect(readSettings(environment, HOME)).toEqual({
    home: '/srv/specflow',
    host: '0.0.0.0',
    allowedHosts: [{ host: 'box.lan:8080' }, { host: 'agents.example.com', scheme: 'https' }],
    auth: 'token',
    port: { number: 8080, isFixed: true },
    agent: 'demo',
    claudeExecutable: '/opt/claude',
    timeoutMs: 1_000,
    killGraceMs: 0,
    maxRuns: 8,
    runsPerProject: 2,
    requestsPerSecond: 1_000,
    agentRetries: 0,
    logLevel: 'silent',
    retentionDays: 30,
    otlpEndpoint: 'https://collector.example:4318',
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

test.each([{ OTEL_SDK_DISABLED: 'true' }, { OTEL_TRACES_EXPORTER: 'none' }])(
  'no traces are sent where %j says so',
  (off) => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', ...off }
    expect(readSettings(environment, HOME)).not.toHaveProperty('otlpEndpoint')
  },
)

describe.each([
  ['SPECFLOW_HOME', ['specflow', './x', '~/x'], 'an absolute path'],
  ['SPECFLOW_HOST', ['localhost', '127.0.0', '[::1]', '*'], 'an IP address'],
  ['SPECFLOW_AUTH', ['on', 'none', 'OFF'], 'token or off'],
  ['SPECFLOW_ALLOWED_HOSTS', ['*', 'a/b', 'ada@box', 'box:99999', 'http://', 'a,,b', '127.1'], 'host names'],
  [
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    ['localhost:4318', 'collector', 'grpc://x'],
    'the http:// or https:// address',
  ],
  ['PORT', ['65536', '-1', '80a', '1e3', ' 80', '4747.0'], 'from 0 to 65535'],
  ['SPECFLOW_AGENT', ['Claude', 'none'], 'auto, claude or demo'],
  ['SPECFLOW_CLAUDE_BIN', ['./claude', 'bin/claude'], 'an absolute path, or a name without a slash'],
  ['SPECFLOW_TIMEOUT_MS', ['0', '999', '86400001', '10s'], 'from 1000 to 86400000'],
  ['SPECFLOW_KILL_GRACE_MS', ['-1', '600001'], 'from 0 to 600000'],
  ['SPECFLOW_MAX_RUNS', ['0', 'many'], 'from 1 to 1000'],
  ['SPECFLOW_REQUEST_RATE', ['0', '199', 'all'], 'from 200 to 1000000'],
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

test.each(['0.0.0.0', '::', '192.168.1.2'])('W4 %s needs names by which it may be reached', (host) => {
  const reading = () => readSettings({ SPECFLOW_HOST: host }, HOME)
  expect(reading).toThrow('SPECFLOW_ALLOWED_HOSTS is not set')
  expect(reading).toThrow(host)
  expect(readSettings({ SPECFLOW_HOST: host, SPECFLOW_ALLOWED_HOSTS: 'box.lan:4747' }, HOME).host).toBe(host)
})

test('W4 nobody is let in without a token but from this machine', () => {
  const off = { SPECFLOW_AUTH: 'off' }
  const names = { SPECFLOW_ALLOWED_HOSTS: 'agents.example.com' }
  expect(readSettings(off, HOME).auth).toBe('off')
  expect(readSettings({ ...off, SPECFLOW_HOST: '::1' }, HOME).auth).toBe('off')
  // A proxy in front makes a loopback address reachable from elsewhere.
  expect(() => readSettings({ ...off, ...names }, HOME)).toThrow('SPECFLOW_AUTH is "off"; allowed is token')
  expect(() => readSettings({ ...off, ...names, SPECFLOW_HOST: '0.0.0.0' }, HOME)).toThrow(
    'SPECFLOW_AUTH is "off"',
  )
})

test('all wrong settings are named at once', () => {
  expect(() => readSettings({ PORT: 'x', SPECFLOW_AGENT: 'y' }, HOME)).toThrow(
    /PORT is "x".*\nSPECFLOW_AGENT is "y"/,
  )
})
