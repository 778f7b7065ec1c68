import { has, modeOf, numberOf, type Step } from '../modes/step.ts'
import { shapeStdout } from '../modes/stdout-shape.ts'
import { isSignal } from '../modes/mode-argument.ts'
import type { Signals } from '../process/signals.ts'
import type { Answer } from '../result/answer.ts'
import { consumes, createResultObject, type ResultAnswer } from '../result/result-object.ts'
import { addCost, addUsage, RUN_COST_USD, RUN_USAGE } from '../result/usage.ts'
import { endRun, type Session } from '../session/session.ts'
import type { Log } from './log.ts'

export interface FinishedWork {
  answer: Answer
  step: Step
  session: Session
  signals: Signals
  log: Log
  refuse: (message: string) => never
  /** Without a schema the real command has no structured output. */
  schemaGiven: boolean
  /** As `performance.now()` counts. */
  startedAt: number
}

/** Writes the answer down in the session, then on stdout at once, and ends as the step wants it. */
export async function finishRun(work: FinishedWork): Promise<void> {
  const { step, signals, log, refuse } = work
  if (neverAnswers(step) || signals.stopping()) return await signals.forever()
  if (work.answer.kind === 'refused') return refuse(work.answer.message)
  const answer = withoutSchema(work.answer, work.schemaGiven)
  if (!endsSilently(step)) {
    const output = shapeStdout(step, record(answer, work))
    if (signals.stopping()) return await signals.forever()
    await writeStdout(output)
    log({ event: 'output', bytes: output.length })
  }
  if (has(step, 'result_then_hang') || signals.stopping()) return await signals.forever()
  await end(step, exitCodeOf(answer), log)
}

function neverAnswers(step: Step): boolean {
  return has(step, 'hang') || has(step, 'ignore_term')
}

/** `exit` and `signal` alone are a crash; beside an answer or a shape of stdout they only change the end. */
function endsSilently(step: Step): boolean {
  const crashes = has(step, 'exit') || has(step, 'signal')
  return crashes && modeOf(step, 'answer') === undefined && modeOf(step, 'stdout') === undefined
}

function withoutSchema(answer: ResultAnswer, schemaGiven: boolean): ResultAnswer {
  if (answer.kind !== 'structured' || schemaGiven) return answer
  return { kind: 'prose', text: JSON.stringify(answer.output) }
}

function record(answer: ResultAnswer, { session, startedAt }: FinishedWork): object {
  const { state } = session
  if (consumes(answer)) {
    state.totalCostUsd = addCost(state.totalCostUsd, RUN_COST_USD)
    state.totalUsage = addUsage(state.totalUsage, RUN_USAGE)
  }
  const result = createResultObject(answer, {
    sessionId: session.id,
    totalCostUsd: state.totalCostUsd,
    totalUsage: state.totalUsage,
    durationMs: Math.round(performance.now() - startedAt),
  })
  endRun(session, answer.kind === 'structured' ? { output: answer.output } : { text: textOf(answer) })
  return result
}

function textOf(answer: Exclude<ResultAnswer, { kind: 'structured' }>): string {
  return answer.kind === 'limit' ? answer.error : answer.text
}

function exitCodeOf(answer: ResultAnswer): number {
  if (answer.kind === 'limit') return answer.exitCode
  return answer.kind === 'api_error' ? 1 : 0
}

/** Resolves when the bytes are with the system; a reader that has gone away is no failure of the run. */
async function writeStdout(output: Buffer): Promise<void> {
  process.stdout.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    process.stdout.write(output, () => {
      resolve()
    })
  })
}

async function end(step: Step, exitCode: number, log: Log): Promise<void> {
  const mode = modeOf(step, 'end')
  if (mode?.name === 'signal' && mode.argument !== undefined && isSignal(mode.argument)) {
    log({ event: 'exit', signal: mode.argument })
    process.removeAllListeners(mode.argument)
    process.kill(process.pid, mode.argument)
    // The signal arrives a moment later; nothing else may end the process before it does.
    await new Promise(() => setInterval(() => undefined, 1_000))
  }
  process.exit(mode?.name === 'exit' ? numberOf(mode) : exitCode)
}
