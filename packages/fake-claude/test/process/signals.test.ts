import { describe, expect, test, vi } from 'vitest'
import type { FakeClaudeLogLine } from '../../src/index.ts'
import { isAlive } from '../support/processes.ts'
import { outputOf, resultOf } from '../support/results.ts'
import { sessionSoon } from '../support/waiting.ts'
import { createWorkspace } from '../support/workspace.ts'

describe('signals', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 0],
  ] as const)('%s ends a run with %i and nothing on stdout', async (signal, exitCode) => {
    const { start, log } = createWorkspace()
    const { child, ended } = start({ mode: 'hang' })
    await sessionSoon(log)
    child.kill(signal)
    expect(await ended).toMatchObject({ exitCode, stdout: Buffer.alloc(0), stderr: '' })
    expect(log().map(({ event }) => event)).toEqual(['start', 'stdin', 'session', 'signal', 'exit'])
  })

  test('a session that was ended by a signal can be resumed', async () => {
    const { start, run, log } = createWorkspace()
    const { child, ended } = start({ mode: 'hang' })
    const { sessionId } = await sessionSoon(log)
    child.kill('SIGTERM')
    await ended
    const resumed = await run({ mode: 'ok', resume: sessionId, prompt: 'go on' })
    expect(resultOf(resumed)).toMatchObject({ session_id: sessionId, total_cost_usd: 0.00606 })
  })

  test('an agent that ignores signals says which ones came, and dies of SIGKILL only', async () => {
    const { start, log } = createWorkspace()
    const { pid, child, ended } = start({ mode: 'ignore_term' })
    await sessionSoon(log)
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
      child.kill(signal)
      await vi.waitFor(() => expect(signalsIn(log())).toContain(signal), { timeout: 10_000 })
    }
    expect(isAlive(pid)).toBe(true)
    child.kill('SIGKILL')
    expect(await ended).toMatchObject({ signal: 'SIGKILL', exitCode: null })
  })

  test('a signal in the middle of a skill leaves nothing on stdout, and the skill can go on later', async () => {
    const { start, run, log } = createWorkspace()
    const { child, ended } = start({ prompt: '/demo-ask', environment: { FAKE_CLAUDE_WORK_MS: '60000' } })
    const { sessionId } = await sessionSoon(log)
    child.kill('SIGTERM')
    expect((await ended).stdout.length).toBe(0)
    expect(outputOf(await run({ resume: sessionId, prompt: 'go on' })).status).toBe('needs_input')
  })
})

function signalsIn(log: readonly FakeClaudeLogLine[]): string[] {
  return log.flatMap((line) => (line.event === 'signal' ? [line.signal] : []))
}
