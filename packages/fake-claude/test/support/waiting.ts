import { expect, vi } from 'vitest'
import type { FakeClaudeLogLine } from '../../src/index.ts'

const TIMEOUT = { timeout: 10_000 }

/** Resolves when the prompt is written down: from then on a run can be resumed. */
export async function sessionSoon(log: () => FakeClaudeLogLine[]) {
  return await vi.waitFor(() => {
    const line = log().find((candidate) => candidate.event === 'session')
    if (line === undefined) throw new Error('no session yet')
    return line
  }, TIMEOUT)
}

/** Resolves when so many processes are left behind. */
export async function leavesSoon(log: () => FakeClaudeLogLine[], count: number) {
  return await vi.waitFor(() => {
    const leaves = leavesOf(log())
    expect(leaves).toHaveLength(count)
    return leaves
  }, TIMEOUT)
}

export function leavesOf(log: readonly FakeClaudeLogLine[]) {
  return log.filter((line) => line.event === 'leaf')
}
