import { join } from 'node:path'
import { failpoint } from '@specflow/failpoints'
import { RUN_FILES, type ProcessExit, type RunResult } from '@specflow/process-runner'
import type { RunWarning } from '../schema/index.ts'
import { decideOutcome } from './outcome.ts'
import type { AgentRunEnd } from './port.ts'
import { readOutput } from './read-output.ts'
import type { ParsedOutput } from './result-parser.ts'
import { readStderrTail } from './stderr-tail.ts'
import { runFigures } from './usage.ts'

export interface EndedRun {
  result: RunResult
  directory: string
  /** Whether it went on with a session that was there before. */
  isResumed: boolean
  /** The session that a first run was seen to have open. Of one that gave no result nothing else tells it. */
  seenSession?: string | undefined
}

/** Everything that the exit record and the files of an ended run say. Never rejects. */
export async function readRunEnd({
  result,
  directory,
  isResumed,
  seenSession,
}: EndedRun): Promise<AgentRunEnd> {
  await failpoint('before-parse')
  const [output, stderrTail] = await Promise.all([
    readOutput(join(directory, RUN_FILES.output)),
    readStderrTail(join(directory, RUN_FILES.stderr)),
  ])
  const outcome = decideOutcome({ run: result, output, ...(stderrTail !== undefined && { stderrTail }) })
  const warnings = warningsOf(result, output)
  return {
    outcome,
    ...processFacts(result),
    ...(seenSession !== undefined && { sessionId: seenSession }),
    ...(output.kind === 'result' && runFigures(output.result, { isResumed })),
    ...(warnings.length > 0 && { warnings }),
  }
}

function warningsOf(result: RunResult, output: ParsedOutput): RunWarning[] {
  return [
    ...(output.kind === 'empty' ? [] : (output.warnings ?? [])),
    ...(result.kind === 'lingered' ? (['LINGERED'] as const) : []),
    ...('swept' in result && result.swept.length > 0 ? (['LEFTOVERS_KILLED'] as const) : []),
  ]
}

function processFacts(result: RunResult): Omit<AgentRunEnd, 'outcome'> {
  const { endedAt } = result
  const startedAt = 'startedAt' in result ? result.startedAt : undefined
  return {
    endedAt,
    ...(startedAt !== undefined && { startedAt, ...elapsed(startedAt, endedAt) }),
    ...exitFacts(exitOf(result)),
    ...('receipt' in result && { stop: result.receipt }),
  }
}

function exitOf(result: RunResult): ProcessExit | undefined {
  switch (result.kind) {
    case 'exited':
    case 'signaled':
      return result
    case 'cancelled':
    case 'timed_out':
    case 'lingered':
    case 'cost_limit':
      return result.exit
    case 'spawn_failed':
    case 'lost':
      return undefined
  }
}

function exitFacts(exit: ProcessExit | undefined): Pick<AgentRunEnd, 'exitCode' | 'signal'> {
  if (!exit) return {}
  return exit.kind === 'exited' ? { exitCode: exit.exitCode } : { signal: exit.signal }
}

/** The wall clock may have been set back in between: then it is not known how much time passed. */
function elapsed(startedAt: string, endedAt: string): Pick<AgentRunEnd, 'durationMs'> {
  const durationMs = Date.parse(endedAt) - Date.parse(startedAt)
  return durationMs >= 0 ? { durationMs } : {}
}
