import type { RunResult } from '@specflow/process-runner'
import { agentOutputSchema, isUuid, type AgentOutput, type ExecutionErrorCode } from '../schema/index.ts'
import { redactDeep } from '../redact-deep.ts'
import { failure } from './failure.ts'
import type { Outcome } from './port.ts'
import type { ResultObject } from './result-object.ts'
import type { ParsedOutput } from './result-parser.ts'

/** All that is known of an ended run. */
export interface RunEvidence {
  run: RunResult
  output: ParsedOutput
  /** The last lines of standard error, redacted; absent when there were none. */
  stderrTail?: string
}

/**
 * How a run ended for the execution: the first rule that fits. Every rule answers `undefined` when it says nothing.
 * The order is the specification: our own stop, no process, no result, an error of the agent, a bad end, the answer.
 */
export function decideOutcome(evidence: RunEvidence): Outcome {
  return (
    stoppedByUs(evidence) ??
    neverRan(evidence) ??
    leftNoResult(evidence) ??
    reportedError(evidence) ??
    endedBadly(evidence) ??
    readAnswer(evidence)
  )
}

function stoppedByUs(evidence: RunEvidence): Outcome | undefined {
  const { run } = evidence
  const output = fittingOutput(evidence)
  if (run.kind === 'cancelled') return { kind: 'cancelled', ...(output && { output }) }
  if (run.kind === 'cost_limit') {
    const what = run.receipt.detail ?? 'The run was stopped at a cost limit.'
    return fail(evidence, 'COST_LIMIT_REACHED', what)
  }
  if (run.kind !== 'timed_out') return undefined
  return fail(evidence, 'TIMED_OUT', 'The run was stopped at its time limit.')
}

function neverRan(evidence: RunEvidence): Outcome | undefined {
  const { run, output } = evidence
  if (run.kind === 'spawn_failed') {
    const isMissing = run.code === 'ENOENT' || run.code === 'EACCES'
    const code = isMissing ? 'AGENT_NOT_FOUND' : 'SPAWN_FAILED'
    return fail(evidence, code, `The agent could not be started (${run.code}): ${run.message}`)
  }
  // 126 and 127 are the shell's words for a command that cannot be run and for one that is not there.
  if (run.kind !== 'exited' || output.kind !== 'empty') return undefined
  if (run.exitCode === 126) return fail(evidence, 'AGENT_NOT_FOUND', 'The agent command cannot be executed.')
  if (run.exitCode === 127) return fail(evidence, 'AGENT_NOT_FOUND', 'The agent command was not found.')
  return undefined
}

function leftNoResult(evidence: RunEvidence): Outcome | undefined {
  const { run, output, stderrTail } = evidence
  if (output.kind === 'result') return undefined
  if (stderrTail?.includes('cannot be used with root') === true) {
    return fail(evidence, 'AGENT_REFUSED', 'The agent refused to start as root.')
  }
  if (run.kind === 'lost') {
    return fail(evidence, 'INTERRUPTED', 'The run was interrupted, and how it ended was not recorded.')
  }
  const reason = output.kind === 'empty' ? 'The output is empty.' : output.reason
  // How a process that we stopped has ended says nothing about its work.
  if (run.kind === 'lingered' || (run.kind === 'exited' && run.exitCode === 0)) {
    return fail(evidence, 'OUTPUT_INVALID', `The agent ended without a result. ${reason}`)
  }
  return fail(evidence, 'AGENT_FAILED', `${howItEnded(run)} without a result. ${reason}`)
}

function reportedError(evidence: RunEvidence): Outcome | undefined {
  const result = resultOf(evidence)
  if (result?.isError !== true) return undefined
  return fail(evidence, codeOfReportedError(result), 'The agent reported an error.')
}

function codeOfReportedError({ apiErrorStatus, subtype, result, errors }: ResultObject): ExecutionErrorCode {
  const text = result ?? errors?.[0] ?? ''
  const begins = (...beginnings: string[]) => beginnings.some((beginning) => text.startsWith(beginning))
  if (apiErrorStatus === 401 || apiErrorStatus === 403) return 'AUTH_REQUIRED'
  if (begins('Not logged in', 'Invalid API key')) return 'AUTH_REQUIRED'
  if (apiErrorStatus === 429 || begins('Credit balance')) return 'USAGE_LIMITED'
  if (subtype === 'error_max_structured_output_retries') return 'OUTPUT_INVALID'
  return 'AGENT_FAILED'
}

/**
 * A `lost` run that left its whole result ends by it: only the exit code is unknown. So does one that `lingered`: how
 * it ended is our doing.
 */
function endedBadly(evidence: RunEvidence): Outcome | undefined {
  const { run } = evidence
  if (run.kind === 'lost' || run.kind === 'lingered') return undefined
  if (run.kind === 'exited' && run.exitCode === 0) return undefined
  return fail(evidence, 'AGENT_FAILED', `${howItEnded(run)} although it had given a result.`)
}

function readAnswer(evidence: RunEvidence): Outcome {
  const output = fittingOutput(evidence)
  if (!output) {
    return fail(evidence, 'OUTPUT_INVALID', 'The agent ended without an answer that can be read.')
  }
  switch (output.status) {
    case 'completed':
      return { kind: 'completed', output }
    case 'error':
      return fail(evidence, 'SKILL_FAILED', 'The skill reported that it could not be finished.')
    case 'needs_input':
      if (output.questions === undefined || output.questions.length === 0) {
        return fail(evidence, 'OUTPUT_INVALID', 'The agent wants an answer but gave no question.')
      }
      if (!isUuid(resultOf(evidence)?.sessionId)) {
        return fail(evidence, 'OUTPUT_INVALID', 'The agent asks but names no session to answer in.')
      }
      return { kind: 'needs_input', output }
  }
}

function fail(evidence: RunEvidence, code: ExecutionErrorCode, what: string): Outcome {
  const output = fittingOutput(evidence)
  const result = resultOf(evidence)
  const error = failure({
    code,
    what,
    ...(result && { result }),
    ...(output && { output }),
    ...(evidence.stderrTail !== undefined && { stderrTail: evidence.stderrTail }),
  })
  return { kind: 'failed', error, ...(output && { output }) }
}

const OUT_OF_MEMORY = 'as happens when memory runs out'

function howItEnded(run: RunResult): string {
  if (run.kind === 'exited') {
    // What a shell that stands in front of the agent says of a SIGKILL.
    const hint = run.exitCode === 137 ? ` (SIGKILL, ${OUT_OF_MEMORY})` : ''
    return `The agent ended with exit code ${String(run.exitCode)}${hint}`
  }
  if (run.kind !== 'signaled') return 'The agent ended'
  const hint = run.signal === 'SIGKILL' ? `, ${OUT_OF_MEMORY}` : ''
  return `The agent was ended by a ${run.signal} that SpecFlow did not send${hint},`
}

function resultOf({ output }: RunEvidence): ResultObject | undefined {
  return output.kind === 'result' ? output.result : undefined
}

/** Nobody needs a secret that a model has repeated: none of a known shape gets into a record. */
function fittingOutput(evidence: RunEvidence): AgentOutput | undefined {
  return agentOutputSchema.safeParse(redactDeep(resultOf(evidence)?.structuredOutput)).data
}
