import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readFakeClaudeLog } from '../../src/index.ts'
import { createWorkspace, FLAGS } from '../support/workspace.ts'

describe('the log', () => {
  test('a run writes down how it was started, what it read and how it ended', async () => {
    const { start, log, logPath, project } = createWorkspace()
    const { pid, ended } = start({ prompt: 'a prompt', mode: 'ok', environment: { CANARY: 'yes' } })
    const { stdout } = await ended
    const lines = log()
    expect(lines.map(({ event }) => event)).toEqual(['start', 'stdin', 'session', 'output', 'exit'])
    expect(lines.every((line) => line.pid === pid)).toBe(true)
    expect(lines[0]).toMatchObject({
      argv: expect.arrayContaining(['-p', ...FLAGS]) as unknown,
      cwd: project,
      ppid: process.pid,
      env: expect.objectContaining({ CANARY: 'yes' }) as unknown,
    })
    expect(lines[1]).toMatchObject({
      bytes: 8,
      sha256: createHash('sha256').update('a prompt').digest('hex'),
    })
    expect(lines[2]).toMatchObject({ resumed: false, mode: 'ok' })
    expect(lines[3]).toMatchObject({ bytes: stdout.length })
    expect(lines[4]).toMatchObject({ exitCode: 0 })
    expect(statSync(logPath).mode & 0o777).toBe(0o600)
  })

  test('several runs at once share one log without tearing a line', async () => {
    const { run, log } = createWorkspace()
    await Promise.all(Array.from({ length: 6 }, () => run({ mode: 'ok' })))
    expect(log().filter(({ event }) => event === 'exit')).toHaveLength(6)
  })

  test('without the variable nothing is logged', async () => {
    const { run, logPath } = createWorkspace()
    const { exitCode } = await run({ mode: 'ok', environment: { FAKE_CLAUDE_LOG: '' } })
    expect(exitCode).toBe(0)
    expect(existsSync(logPath)).toBe(false)
  })

  test('a line that is still being written is left out, a foreign one is an error that names it', () => {
    const line = '{"at":"2026-01-01T00:00:00.000Z","pid":7,"event":"signal","signal":"SIGTERM"}\n'
    expect(readFakeClaudeLog(`${line}{"at":"20`)).toMatchObject([{ pid: 7, signal: 'SIGTERM' }])
    expect(() => readFakeClaudeLog(`${line}{"event":"party","pid":1}\n`)).toThrow(/line 2 is no line/)
  })
})
