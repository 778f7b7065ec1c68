import { join } from 'node:path'
import { RUN_FILES, type ProcessExit, type RunResult } from '@specflow/process-runner'
import { decideOutcome } from './outcome.ts'
import type { AgentRunEnd } from './port.ts'
import { readOutput } from './read-output.ts'
import { readStderrTail } from './stderr-tail.ts'
import { runFigures } from './usage.ts'

export interface EndedRun {
  result: RunResult
  directory: string
  /** Whether it went on with a session that was there before. */
  isResumed: boolean
}

/** Everything that the exit record and the files of an ended run say. Never rejects. */
export async function readRunEnd({ result, directory, isResumed }: EndedRun): Promise<AgentRunEnd> {
  const [output, stderrTail] = await Promise.all([
    readOutput(join(directory, RUN_FILES.output)),
    readStderrTail(join(directory, RUN_FILES.stderr)),
  ])
  const outcome = decideOutcome({ run: result, output, ...(stderrTail !== undefined && { stderrTail }) })
  return {
    outcome,
    ...processFacts(result),
    ...(output.kind === 'result' && runFigures(output.result, { isResumed })),
  }
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
