import type { ScriptedEnd } from '../../src/runner/scripted-run.ts'
import type { AnswerInput, StopReceipt, WorkflowExecution } from '../../src/schema/index.ts'
import { labelOf } from './look.ts'
import type { End, Execution, State } from './reference/state.ts'
import { isLive } from './reference/state.ts'

/** What a sequence says is to happen. Targets are numbers, because what there will be is not known when they are drawn. */
export type Act =
  | { kind: 'start'; lane: string; skill: string; requestId?: string }
  | {
      kind: 'answer'
      target: number
      set: 'any' | 'current' | 'earlier' | 'never'
      isFitting: boolean
      requestId?: string
    }
  | { kind: 'cancel'; target: number }
  | {
      kind: 'exit'
      target: number
      how: End['kind']
      /** The agent may say that it went on with a session that others went on with too. */
      session: 'own' | 'shared' | 'none'
      spent: number
      report: 'total' | 'less' | 'nothing'
    }
  | { kind: 'harden'; target: number }
  /** `afterOperations` more operations of the disk it dies. */
  | { kind: 'crash'; afterOperations: number; isBeforeClaims: boolean }

/** Mostly one that the act fits, and now and then any. */
export function chooseTarget(
  state: State | undefined,
  act: Exclude<Act, { kind: 'start' | 'crash' }>,
): Execution | undefined {
  const executions = state?.executions ?? []
  const fitting = executions.filter((execution) => fits(execution, act.kind))
  const choice = fitting.length > 0 && act.target % 4 !== 0 ? fitting : executions
  return choice[Math.floor(act.target / 4) % Math.max(1, choice.length)]
}

function fits({ process, status }: Execution, kind: 'answer' | 'cancel' | 'exit' | 'harden'): boolean {
  switch (kind) {
    case 'answer':
      return status === 'waiting_for_input'
    case 'exit':
    case 'harden':
      return isLive(process)
    case 'cancel':
      return status === 'running' || status === 'queued' || status === 'waiting_for_input'
  }
}

/** What the agent says at its end; the total is what its session cost up to then. */
export function endOf(act: Extract<Act, { kind: 'exit' }>, { costCents = 0, label }: Execution): End {
  const totals = { total: costCents + act.spent, less: act.spent, nothing: undefined }
  const totalCents = totals[act.report]
  const session = act.session === 'own' ? label : act.session
  return {
    kind: act.how,
    ...(session !== 'none' && { session }),
    ...(totalCents !== undefined && { totalCents }),
  }
}

export function scriptedEnd({ kind, session, totalCents }: End, executionId: string): ScriptedEnd {
  return {
    ...(session !== undefined && {
      sessionId: session === 'shared' ? SHARED_SESSION : ownSession(executionId),
    }),
    ...(totalCents !== undefined && { sessionCostUsd: totalCents / 100 }),
    outcome: outcomeOf(kind),
  }
}

const SHARED_SESSION = '5e551000-0000-4000-8000-000000000000'

/** A session of its own for every execution, as the agent gives one. */
function ownSession(executionId: string): string {
  return executionId.replace('00000000-0000-4000', '5e551000-0000-4000')
}

function outcomeOf(kind: End['kind']): ScriptedEnd['outcome'] {
  switch (kind) {
    case 'completed':
      return { kind, output: { status: 'completed' } }
    case 'needs_input':
      return { kind, output: { status: 'needs_input', questions: [{ question: 'Which?' }] } }
    case 'failed':
      return { kind, error: { code: 'AGENT_FAILED', message: 'It failed.' } }
    case 'cancelled':
      return { kind }
  }
}

const NEVER = 'c0ffee00-7a0a-4c35-9d3f-0f1e2d3c4b5a'

/** Which set an answer names, and as which round the reference knows it. */
export function chooseSet(
  { set }: Extract<Act, { kind: 'answer' }>,
  { answers, questionSet }: WorkflowExecution,
): { round?: number; questionSetId?: string } {
  const earlier = answers[0]?.questionSetId
  if (set === 'current' && questionSet) return { round: answers.length + 1, questionSetId: questionSet.id }
  if (set === 'earlier' && earlier !== undefined) return { round: 1, questionSetId: earlier }
  return set === 'never' ? { round: 0, questionSetId: NEVER } : {}
}

export function answerInput(
  { id }: Pick<WorkflowExecution, 'id'>,
  given: { label: string; isFitting: boolean; questionSetId?: string; requestId?: string },
): AnswerInput {
  const { isFitting, label, questionSetId, requestId } = given
  return {
    id,
    answers: isFitting ? { q1: 'this one' } : {},
    message: label,
    ...(questionSetId !== undefined && { questionSetId }),
    ...(requestId !== undefined && { requestId }),
  }
}

export function unprovenReceipt(at: string): StopReceipt {
  const survivor = { pid: 4242, command: 'stuck' }
  return { reason: 'cancelled', requestedAt: at, signals: [], seen: [survivor], survivors: [survivor] }
}

export function idOf(records: ReadonlyMap<string, WorkflowExecution>, label: string): string | undefined {
  return [...records.values()].find((execution) => labelOf(execution) === label)?.id
}
