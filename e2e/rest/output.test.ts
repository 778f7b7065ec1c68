import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { until } from '../support/until.ts'

const LONE_SURROGATE = 'output:{"status":"completed","message":"a\\ud800b"}'
const MEGABYTE = 1_048_576

const READ: [name: string, mode: string, warnings: string[] | undefined][] = [
  ['P21 a byte order mark', 'bom', undefined],
  ['P21 bytes that are no UTF-8', 'invalid_utf8', ['OUTPUT_INVALID_UTF8']],
  ['P21 half a character', LONE_SURROGATE, ['OUTPUT_INVALID_UTF8']],
  ['P23 the array of the verbose form', 'array', undefined],
  ['P23 a banner before the result', 'banner_then_json', ['OUTPUT_NOT_ALONE']],
  ['P23 junk after the result', 'json_then_junk', ['OUTPUT_NOT_ALONE']],
  ['P23 two results, of which the last counts', 'two_results', ['OUTPUT_NOT_ALONE']],
  ['a process that is left behind', 'spawn:setsid+ok', ['LEFTOVERS_KILLED']],
]

describe('what a run prints', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4', SPECFLOW_KILL_GRACE_MS: '300' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const outputOf = (id: string) => join(fake.server.home, 'workflows', id, 'run-1/output.json')

  it.each(READ)('%s (%s) is read, and what was odd is in the record: %j', async (_name, mode, warnings) => {
    const execution = await fake.server.api.untilStatus(await fake.start(mode), 'completed')

    expect(execution.runs.map((run) => run.warnings)).toEqual([warnings])
    expect(execution.output?.status).toBe('completed')
    expect(execution.error).toBeUndefined()
  })

  it('P21 what was no text is replaced, in every answer and in the file', async () => {
    const execution = await fake.server.api.untilStatus(await fake.start(LONE_SURROGATE), 'completed')

    expect(execution.output?.message).toBe('a\ufffdb')
    const record = readFileSync(join(fake.server.home, 'workflows', `${execution.id}.json`), 'utf8')
    expect(JSON.parse(record)).toMatchObject({ output: { message: 'a\ufffdb' } })
  })

  it.each([1, 100, 400])(
    'P22 of a result only the first %i bytes are no result, and nobody shows them',
    async (length) => {
      const execution = await fake.server.api.untilStatus(
        await fake.start(`partial_json:${String(length)}`),
        'failed',
      )

      expect(statSync(outputOf(execution.id)).size).toBe(length)
      expect(execution.error).toMatchObject({
        code: 'OUTPUT_INVALID',
        message: 'The agent ended without a result. The output holds no complete result object.',
      })
      expect(execution.output).toBeUndefined()
      expect(execution.costUsd).toBeUndefined()
    },
  )

  it('P20 150 MB are not read, not lost, and cost the server no memory', async () => {
    const { api, pid } = fake.server
    await api.untilStatus(await fake.start('ok'), 'completed')
    // From here on the kernel notes the most that the server ever has, not only what it has at the end.
    writeFileSync(`/proc/${String(pid)}/clear_refs`, '5')
    const before = memoryOf(pid, 'VmRSS')

    const execution = await api.untilStatus(await fake.start('bytes:150e6'), 'failed')
    const grown = memoryOf(pid, 'VmHWM') - before

    expect(execution.error).toMatchObject({
      code: 'OUTPUT_INVALID',
      message: expect.stringContaining('143.1 MB'),
    })
    expect(statSync(outputOf(execution.id)).size).toBe(150e6)
    expect(grown).toBeLessThan(80 * MEGABYTE)
    await api.untilStatus(await fake.start('ok'), 'completed')
  })

  it('is had as a file, without secrets, of the run and the stream that is asked for', async () => {
    const { api } = fake.server
    const said = JSON.stringify({ status: 'completed', message: `key sk-ant-${'a'.repeat(40)} Größe` })
    const { id } = await api.untilStatus(await fake.start(`stderr:40+output:${said}`), 'completed')
    const of = (query: string) => api.get(`/api/workflow/output?id=${id}${query}`)

    const stdout = await of('&stream=stdout')
    expect(stdout.status).toBe(200)
    expect(stdout.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="specflow-${id}-run-1-stdout.txt"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.any(String) as string,
    })
    expect(JSON.parse(stdout.text)).toMatchObject({
      structured_output: { message: 'key [redacted key] Größe' },
    })
    const stderr = await of('&run=1&stream=stderr')
    expect(stderr.text).toBe(readFileSync(outputOf(id).replace('output.json', 'stderr.log'), 'utf8'))
    expect(stderr.text.length).toBeGreaterThanOrEqual(40)

    for (const query of ['&stream=stdout&run=2', '&stream=stderr&run=9']) {
      expect(await of(query)).toMatchObject({ status: 404, json: { error: { code: 'OUTPUT_NOT_FOUND' } } })
    }
    rmSync(outputOf(id))
    expect(await of('&stream=stdout')).toMatchObject({ json: { error: { code: 'OUTPUT_NOT_FOUND' } } })
    expect(await of('')).toMatchObject({ status: 400, json: { error: { code: 'INVALID_INPUT' } } })
    const foreign = await fake.server.request({
      path: `/api/workflow/output?id=${id}&stream=stderr`,
      headers: { host: 'evil.example' },
    })
    expect(foreign).toMatchObject({ status: 403, json: { error: { code: 'FORBIDDEN' } } })
  })

  it('P24 an error that the agent reports counts whatever its exit code says, and a good answer with a bad exit does not', async () => {
    const { api } = fake.server
    const reported = await api.untilStatus(await fake.start('error_envelope'), 'failed')
    const answered = await api.untilStatus(await fake.start('ok+exit:3'), 'failed')

    expect(reported).toMatchObject({ error: { code: 'AGENT_FAILED' }, runs: [{ exitCode: 0 }] })
    expect(answered).toMatchObject({
      error: { code: 'AGENT_FAILED', message: expect.stringContaining('exit code 3') },
      output: { status: 'completed' },
      runs: [{ exitCode: 3 }],
    })
  })
})

describe('P26 a SIGKILL', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer({ SPECFLOW_RUNS_PER_PROJECT: '4', SPECFLOW_KILL_GRACE_MS: '300' })
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const untilStarted = (id: string) =>
    until(() => ofKind(fake.log(id), 'start')[0]?.pid, { what: 'the agent to start' })

  it('P26 that nobody here sent is a failure that says so, and where it may come from', async () => {
    const id = await fake.start('hang')
    process.kill(await untilStarted(id), 'SIGKILL')

    const execution = await fake.server.api.untilStatus(id, 'failed')

    expect(execution.error).toMatchObject({
      code: 'AGENT_FAILED',
      message: expect.stringMatching(/SIGKILL that SpecFlow did not send, as happens when memory runs out/),
    })
    expect(execution.runs).toMatchObject([{ signal: 'SIGKILL' }])
    expect(execution.stop).toBeUndefined()
  })

  it('P26 told by a shell in front of the agent is the same (exit code 137)', async () => {
    const execution = await fake.server.api.untilStatus(await fake.start('exit:137'), 'failed')

    expect(execution.error).toMatchObject({
      code: 'AGENT_FAILED',
      message: expect.stringMatching(/exit code 137 \(SIGKILL, as happens when memory runs out\)/),
    })
  })

  it('P26 of our own, after a cancel, is a cancel', async () => {
    const id = await fake.start('ignore_term')
    await untilStarted(id)
    await until(() => ofKind(fake.log(id), 'session')[0], { what: 'the agent to ignore signals' })

    const execution = await fake.server.api.cancel(id)

    expect(execution).toMatchObject({ status: 'cancelled', runs: [{ signal: 'SIGKILL' }] })
    expect(execution.stop?.signals.map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
    expect(execution.error).toBeUndefined()
  })
})

function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  const [, kilobytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? []
  return Number(kilobytes) * 1_024
}
