import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import { createLog } from '../../src/server/log.ts'
import { withinRequest } from '../../src/server/request-scope.ts'
import type { LogLevel } from '../../src/server/settings.ts'

const LONG = '0123456789abcdefABCDEF0123456789abcd'
const CANARIES = {
  apiKey: `sk-ant-api03-${LONG}`,
  githubToken: `ghp_${LONG}`,
  fineGrainedToken: `github_pat_11ABCDEFG0_${LONG}`,
  bearer: `Bearer canary-${LONG}`,
  url: 'https://ada:canary-password@example.com/repository.git',
  aws: 'AKIACANARY0123456789',
} as const
/** What of each must never be read in a line. */
const TRACES = ['sk-ant-api03', 'ghp_0', 'github_pat_11', 'canary', 'AKIACANARY']

function collect(level: LogLevel = 'info') {
  const lines: string[] = []
  return { lines, log: createLog({ level, write: (line) => lines.push(line) }) }
}

function expectNoTrace(lines: readonly string[]) {
  for (const line of lines) {
    expect(() => JSON.parse(line) as unknown).not.toThrow()
    for (const trace of TRACES) expect(line).not.toContain(trace)
  }
}

test('every event is one line of JSON, whatever is in its fields', () => {
  const { lines, log } = collect()
  log.info({ executionId: 'a\nb', message: 'not the message' }, 'run taken up again')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.endsWith('\n')).toBe(true)
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    message: 'run taken up again',
    message_: 'not the message',
    executionId: 'a\nb',
  })
})

test('an error is written with its stack and its causes', () => {
  const { lines, log } = collect()
  const cause = new WorkflowError('STORAGE_FULL', 'inner', { cause: new RangeError('innermost') })
  log.error({ err: new Error('outer', { cause }) }, 'failed')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    err: {
      name: 'Error',
      message: 'outer',
      cause: {
        name: 'WorkflowError',
        code: 'STORAGE_FULL',
        message: 'inner',
        cause: { message: 'innermost' },
      },
    },
  })
  expect(lines[0]).toContain('log.test.ts')
})

test.each([
  ['trace', 2],
  ['info', 2],
  ['warn', 1],
  ['error', 1],
  ['fatal', 0],
  ['silent', 0],
] as const)('at the level %s, of an info and an error line %i are written', (level, count) => {
  const { lines, log } = collect(level)
  log.info({}, 'one')
  log.error({}, 'other')
  expect(lines).toHaveLength(count)
})

test.each(Object.entries(CANARIES))('W8 a secret (%s) is in no line, wherever it stands', (name, secret) => {
  const { lines, log } = collect()
  const error = new Error(`refused: ${secret}`, {
    cause: new AggregateError([new Error(secret)], secret, { cause: { said: [secret, { deep: secret }] } }),
  })
  error.name = `Error ${secret}`
  log.info({ text: `a ${secret} b`, [secret]: 1, list: [[secret]], map: new Map([[secret, secret]]) }, secret)
  log.info({ url: new URL(`https://example.com/?q=${encodeURIComponent(secret)}`) }, name)
  log.error({ err: error, set: new Set([secret]), at: new Date(0), nothing: undefined }, `it said ${secret}`)
  log.error({ err: Object.assign(error, { code: secret, secret, headers: { authorization: secret } }) }, name)
  expect(lines).toHaveLength(4)
  expectNoTrace(lines)
})

test('W8 a value is left out for the name of its field alone', () => {
  const { lines, log } = collect()
  log.info(
    {
      env: { HOME: 'canary' },
      environment: ['canary'],
      stdout: 'canary',
      nested: { stderr: 'canary', password: 'canary', apiKey: 'canary', 'set-cookie': ['canary'] },
      bytes: Buffer.from('canary'),
    },
    'a line',
  )
  expectNoTrace(lines)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    env: '[left out]',
    nested: { stderr: '[left out]', password: '[redacted]' },
    bytes: '[bytes]',
  })
})

test('W8 an error of a child process is logged without its command line, environment and output', () => {
  const { lines, log } = collect()
  try {
    execFileSync('/bin/sh', ['-c', 'echo canary-out; echo canary-err >&2; exit 3', 'canary-argument'], {
      env: { NODE_ENV: 'test', CANARY: 'canary-value' },
      stdio: 'pipe',
    })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    // Its message has the command line; what matters are the fields that Node adds.
    error.message = 'the command failed'
    error.stack = 'stack'
    log.error({ err: error }, 'a child failed')
  }
  expect(lines).toHaveLength(1)
  expectNoTrace(lines)
})

test('a secret that stands at the cut of a long text is redacted whole, and a cycle ends', () => {
  const { lines, log } = collect()
  const cycle: Record<string, unknown> = { name: 'round' }
  cycle.self = cycle
  log.info({ text: `${'x'.repeat(7_990)} ${CANARIES.apiKey}`, cycle }, 'long')
  expectNoTrace(lines)
  expect(lines[0]).toContain('[too deep]')
  expect(lines[0]?.length).toBeLessThan(10_000)
})

test('a line that comes of a request names it, also later and in the background', async () => {
  const { lines, log } = collect()
  log.info({}, 'of no request')
  await withinRequest('request-1', async () => {
    await Promise.resolve()
    setImmediate(() => {
      log.error({}, 'set going by it')
    })
  })
  await new Promise(setImmediate)
  expect(lines.map((line) => (JSON.parse(line) as { httpRequestId?: string }).httpRequestId)).toEqual([
    undefined,
    'request-1',
  ])
})
