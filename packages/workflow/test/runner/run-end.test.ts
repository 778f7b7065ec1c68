import { appendFile, copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunResult, StopReceipt } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { readRunEnd } from '../../src/runner/run-end.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const STARTED_AT = '2026-01-02T03:04:05.000Z'
const ENDED_AT = '2026-01-02T03:04:06.500Z'
const RECEIPT: StopReceipt = {
  reason: 'cancelled',
  requestedAt: STARTED_AT,
  signals: [{ signal: 'SIGTERM', at: STARTED_AT }],
  seen: [],
  survivors: [],
  endedAt: ENDED_AT,
}

/** A run directory with what a captured run left behind. */
async function runDirectory(name: string): Promise<string> {
  const directory = temporaryDirectory()
  const captured = (file: string) => new URL(`../fixtures/captured/${name}/${file}`, import.meta.url)
  await copyFile(captured('stdout.txt'), join(directory, 'output.json'))
  await copyFile(captured('stderr.txt'), join(directory, 'stderr.log'))
  return directory
}

describe('readRunEnd', () => {
  test('puts together what the exit record and the files say', async () => {
    const directory = await runDirectory('03a-needs-input')
    const times = { startedAt: STARTED_AT, endedAt: ENDED_AT }
    const result: RunResult = { kind: 'exited', exitCode: 0, ...times, swept: [] }
    expect(await readRunEnd({ result, directory, isResumed: false })).toEqual({
      outcome: {
        kind: 'needs_input',
        output: {
          status: 'needs_input',
          questions: [{ id: 'q1', question: 'Which DB?', options: [{ label: 'pg' }, { label: 'sqlite' }] }],
        },
      },
      ...times,
      durationMs: 1_500,
      exitCode: 0,
      sessionId: '4d057f83-f263-4615-8122-66e24a6e3297',
      sessionCostUsd: 0.00606,
      usage: {
        inputTokens: 1_000,
        outputTokens: 50,
        cacheCreationInputTokens: 200,
        cacheReadInputTokens: 300,
      },
      numTurns: 2,
    })
  })

  test('a stopped run comes with its receipt and with how its process answered', async () => {
    const directory = temporaryDirectory()
    const exit = { kind: 'signaled', signal: 'SIGKILL', endedAt: ENDED_AT } as const
    const result: RunResult = {
      kind: 'cancelled',
      startedAt: STARTED_AT,
      endedAt: ENDED_AT,
      receipt: RECEIPT,
      exit,
    }
    expect(await readRunEnd({ result, directory, isResumed: false })).toEqual({
      outcome: { kind: 'cancelled' },
      startedAt: STARTED_AT,
      endedAt: ENDED_AT,
      durationMs: 1_500,
      signal: 'SIGKILL',
      stop: RECEIPT,
    })
  })

  test('P25 a run that lingered ends by its result, with the receipt, and says so', async () => {
    const directory = await runDirectory('02a-schema-ok')
    const receipt: StopReceipt = { ...RECEIPT, reason: 'lingered' }
    const exit = { kind: 'exited', exitCode: 143, endedAt: ENDED_AT } as const
    const result: RunResult = { kind: 'lingered', startedAt: STARTED_AT, endedAt: ENDED_AT, receipt, exit }
    expect(await readRunEnd({ result, directory, isResumed: false })).toMatchObject({
      outcome: { kind: 'completed' },
      stop: receipt,
      exitCode: 143,
      warnings: ['LINGERED'],
    })
  })

  test('what was odd about a run is said, each once', async () => {
    const directory = await runDirectory('02a-schema-ok')
    await appendFile(join(directory, 'output.json'), Buffer.from([0xff]))
    const swept = [{ pid: 4_711, command: 'sleep 600' }]
    const times = { startedAt: STARTED_AT, endedAt: ENDED_AT }
    const result: RunResult = { kind: 'exited', exitCode: 0, ...times, swept }
    const { warnings } = await readRunEnd({ result, directory, isResumed: false })
    expect(warnings).toEqual(['OUTPUT_INVALID_UTF8', 'OUTPUT_NOT_ALONE', 'LEFTOVERS_KILLED'])
  })

  test('a lost run ends by the result that it left, without an exit code', async () => {
    const directory = await runDirectory('02a-schema-ok')
    const result: RunResult = { kind: 'lost', endedAt: ENDED_AT, swept: [] }
    const end = await readRunEnd({ result, directory, isResumed: false })
    expect(end).toMatchObject({ outcome: { kind: 'completed' }, sessionCostUsd: 0.00606 })
    expect(end).not.toHaveProperty('exitCode')
    expect(end).not.toHaveProperty('startedAt')
    expect(end).not.toHaveProperty('durationMs')
  })

  test('a lost run without a result was interrupted', async () => {
    const result: RunResult = { kind: 'lost', startedAt: STARTED_AT, endedAt: ENDED_AT, swept: [] }
    const end = await readRunEnd({ result, directory: temporaryDirectory(), isResumed: false })
    expect(end.outcome).toMatchObject({ kind: 'failed', error: { code: 'INTERRUPTED' } })
  })

  test('a duration that the clock turned backwards is unknown', async () => {
    const times = { startedAt: ENDED_AT, endedAt: STARTED_AT }
    const result: RunResult = { kind: 'exited', exitCode: 0, ...times, swept: [] }
    const end = await readRunEnd({ result, directory: temporaryDirectory(), isResumed: false })
    expect(end).not.toHaveProperty('durationMs')
  })

  test('the last lines of standard error come with a failure', async () => {
    const directory = temporaryDirectory()
    await writeFile(join(directory, 'stderr.log'), 'one\ntwo\n')
    const result: RunResult = {
      kind: 'exited',
      exitCode: 3,
      startedAt: STARTED_AT,
      endedAt: ENDED_AT,
      swept: [],
    }
    const end = await readRunEnd({ result, directory, isResumed: false })
    expect(end.outcome).toMatchObject({
      error: {
        code: 'AGENT_FAILED',
        message: 'The agent ended with exit code 3 without a result. The output is empty. It said: two',
        stderrTail: 'one\ntwo',
      },
    })
  })
})
