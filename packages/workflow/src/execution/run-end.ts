import type { Run, Usage, WorkflowExecution } from '../schema/index.ts'

/** The facts of an ended process that go into the record. Unknown is absent. */
export interface RunEnd {
  /** As the process itself was seen to start; the record knows only when that was noticed. */
  startedAt?: string
  endedAt: string
  exitCode?: number
  signal?: string
  durationMs?: number
  /** Only a UUID: from a complete result object, or as a first run without one was seen to have it open. */
  sessionId?: string
  /** The session's total so far, as the agent counts: cumulative over all runs of the session. */
  sessionCostUsd?: number
  /** Of this run alone, by an estimate; it counts only where the agent told no cost. */
  estimatedCostUsd?: number
  /** Of this run alone. */
  usage?: Usage
  numTurns?: number
  /** Codes of what was odd and changed nothing. */
  warnings?: string[]
}

/** Closes the last run of the record and adds up what it cost. */
export function applyRunEnd(execution: WorkflowExecution, end: RunEnd): WorkflowExecution {
  const last = execution.runs.at(-1)
  if (!last) return execution
  const { startedAt, endedAt, estimatedCostUsd, exitCode, signal, durationMs, sessionId, warnings } = end
  const cost = costOf(execution, end.sessionCostUsd)
  const closed: Run = {
    ...last,
    ...(startedAt !== undefined && { startedAt }),
    endedAt,
    ...(exitCode !== undefined && { exitCode }),
    ...(signal !== undefined && { signal }),
    ...(durationMs !== undefined && { durationMs }),
    ...(sessionId !== undefined && { sessionId }),
    ...(cost && { costUsd: cost.run }),
    ...(!cost && estimatedCostUsd !== undefined && { estimatedCostUsd }),
    ...(warnings !== undefined && warnings.length > 0 && { warnings }),
  }
  const usage = addUsage(execution.usage, end.usage)
  const numTurns = add(execution.numTurns, end.numTurns)
  return {
    ...execution,
    runs: [...execution.runs.slice(0, -1), closed],
    ...(sessionId !== undefined && { sessionId }),
    ...(cost && { costUsd: cost.total }),
    ...(usage && { usage }),
    ...(numTurns !== undefined && { numTurns }),
  }
}

/**
 * A total below the one already counted belongs to some other count: it is unknown, not a refund. What the session had
 * cost before this execution went on with it is not its own.
 */
function costOf({ continues, costUsd = 0 }: WorkflowExecution, sessionCostUsd: number | undefined) {
  const base = continues ? continues.sessionCostUsd : 0
  if (sessionCostUsd === undefined || base === undefined || sessionCostUsd < base + costUsd) return undefined
  const total = roundToMicroDollars(sessionCostUsd - base)
  return { total, run: roundToMicroDollars(total - costUsd) }
}

/** Differences of binary fractions would otherwise show as 0.006060000000000001. */
function roundToMicroDollars(usd: number): number {
  return Math.round(usd * 1e6) / 1e6
}

function addUsage(sum: Usage | undefined, usage: Usage | undefined): Usage | undefined {
  if (!sum || !usage) return sum ?? usage
  return {
    inputTokens: sum.inputTokens + usage.inputTokens,
    outputTokens: sum.outputTokens + usage.outputTokens,
    cacheCreationInputTokens: sum.cacheCreationInputTokens + usage.cacheCreationInputTokens,
    cacheReadInputTokens: sum.cacheReadInputTokens + usage.cacheReadInputTokens,
  }
}

function add(sum: number | undefined, more: number | undefined): number | undefined {
  return sum === undefined || more === undefined ? (sum ?? more) : sum + more
}
