import { describe, expect, it } from 'vitest'
import { applyRunEnd, type RunEnd } from '../../src/execution/run-end.ts'
import type { WorkflowExecution } from '../../src/schema/index.ts'

const usage = { inputTokens: 10, outputTokens: 2, cacheCreationInputTokens: 3, cacheReadInputTokens: 4 }

describe('applyRunEnd', () => {
  it('counts the cost of a session once: the last total, each run the difference', () => {
    const ended = endRuns([{ sessionCostUsd: 0.006 }, { sessionCostUsd: 0.012 }, { sessionCostUsd: 0.018 }])
    expect(ended.costUsd).toBe(0.018)
    expect(ended.runs.map(({ costUsd }) => costUsd)).toEqual([0.006, 0.006, 0.006])
  })

  it('attributes a cost that was not told to the run that tells the next total', () => {
    const ended = endRuns([{ sessionCostUsd: 0.01 }, {}, { sessionCostUsd: 0.05 }])
    expect(ended.runs.map(({ costUsd }) => costUsd)).toEqual([0.01, undefined, 0.04])
    expect(ended.costUsd).toBe(0.05)
  })

  it('knows no cost where none was told', () => {
    const ended = endRuns([{}])
    expect(ended).not.toHaveProperty('costUsd')
    expect(ended.runs[0]).not.toHaveProperty('costUsd')
  })

  it('counts a cost of zero as zero', () => {
    expect(endRuns([{ sessionCostUsd: 0 }]).costUsd).toBe(0)
  })

  it('takes a total below the one already counted as unknown', () => {
    const ended = endRuns([{ sessionCostUsd: 0.02 }, { sessionCostUsd: 0.01 }])
    expect(ended.costUsd).toBe(0.02)
    expect(ended.runs[1]).not.toHaveProperty('costUsd')
  })

  it('does not count what the session had cost before the execution went on with it', () => {
    const ended = endRuns([{ sessionCostUsd: 0.5 }, { sessionCostUsd: 0.7 }], 0.3)
    expect(ended.runs.map(({ costUsd }) => costUsd)).toEqual([0.2, 0.2])
    expect(ended.costUsd).toBe(0.4)
  })

  it.each([
    ['below what it had cost before', 0.3],
    ['after a cost that is unknown', undefined],
  ])('knows no cost of a session whose total is %s', (_, sessionCostUsd) => {
    expect(endRuns([{ sessionCostUsd: 0.2 }], sessionCostUsd)).not.toHaveProperty('costUsd')
  })

  it('adds up tokens and turns, and keeps them over a run that told none', () => {
    const ended = endRuns([{ usage, numTurns: 2 }, {}, { usage, numTurns: 3 }])
    expect(ended.usage).toEqual({
      inputTokens: 20,
      outputTokens: 4,
      cacheCreationInputTokens: 6,
      cacheReadInputTokens: 8,
    })
    expect(ended.numTurns).toBe(5)
  })

  it('believes the process about when it began', () => {
    const startedAt = '2026-01-02T03:04:00.000Z'
    expect(endRuns([{ startedAt }]).runs[0]).toMatchObject({ startedAt, endedAt: AT })
  })

  it('keeps what was odd about a run with that run, and no empty list', () => {
    const ended = endRuns([{ warnings: ['LINGERED'] }, { warnings: [] }, {}])
    expect(ended.runs.map(({ warnings }) => warnings)).toEqual([['LINGERED'], undefined, undefined])
  })

  it('writes down how the process ended', () => {
    const [run] = endRuns([{ exitCode: 143, signal: 'SIGTERM', durationMs: 12 }]).runs
    expect(run).toMatchObject({ attempt: 1, exitCode: 143, signal: 'SIGTERM', durationMs: 12, endedAt: AT })
  })
})

const AT = '2026-01-02T03:04:05.000Z'

/** With a cost `before`, also an unknown one, the execution goes on from another one. */
function endRuns(ends: Omit<RunEnd, 'endedAt'>[], ...before: (number | undefined)[]): WorkflowExecution {
  const continues = { executionId: EMPTY.id, ...(before[0] !== undefined && { sessionCostUsd: before[0] }) }
  return ends.reduce<WorkflowExecution>(
    (execution, end, index) => {
      const run = { attempt: index + 1, startedAt: AT }
      return applyRunEnd({ ...execution, runs: [...execution.runs, run] }, { endedAt: AT, ...end })
    },
    before.length > 0 ? { ...EMPTY, continues } : EMPTY,
  )
}

const EMPTY: WorkflowExecution = {
  id: '0b0e2b62-7a0a-4c35-9d3f-0f1e2d3c4b5a',
  schemaVersion: 4,
  revision: 1,
  projectId: 'p',
  projectName: 'p',
  projectPath: '/p',
  skill: 'review',
  agent: 'claude',
  status: 'running',
  answers: [],
  timeoutMs: 600_000,
  runs: [],
  timeline: [],
  startedAt: AT,
  updatedAt: AT,
}
