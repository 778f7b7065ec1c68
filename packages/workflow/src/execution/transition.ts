import type {
  AgentOutput,
  AnswerEntry,
  ExecutionError,
  ExecutionStatus,
  QuestionSet,
  StopReceipt,
  WorkflowExecution,
} from '../schema/index.ts'
import { applyRunEnd, type RunEnd } from './run-end.ts'
import { timelineOf } from './timeline.ts'

/** What moves an execution. `at` is ISO 8601 in UTC; `run` is there when a process ended with it. */
export type ExecutionEvent =
  | { type: 'run_started'; at: string; agentVersion?: string }
  | {
      type: 'input_requested'
      at: string
      run: RunEnd
      output: AgentOutput
      questionSet: QuestionSet
      stop?: StopReceipt
    }
  | { type: 'answered'; at: string; entry: AnswerEntry }
  | { type: 'completed'; at: string; run: RunEnd; output: AgentOutput; stop?: StopReceipt }
  | {
      type: 'failed'
      at: string
      run?: RunEnd
      error: ExecutionError
      output?: AgentOutput
      stop?: StopReceipt
    }
  | { type: 'cancelled'; at: string; run?: RunEnd; output?: AgentOutput; stop: StopReceipt }

export type ExecutionEventType = ExecutionEvent['type']

/** The specification: from a status, the events that may come and where they lead. Everything absent is forbidden. */
export const TRANSITIONS: Record<ExecutionStatus, Partial<Record<ExecutionEventType, ExecutionStatus>>> = {
  queued: { run_started: 'running', failed: 'failed', cancelled: 'cancelled' },
  running: {
    input_requested: 'waiting_for_input',
    completed: 'completed',
    failed: 'failed',
    cancelled: 'cancelled',
  },
  waiting_for_input: { answered: 'queued', cancelled: 'cancelled' },
  completed: {},
  failed: {},
  cancelled: {},
}

/** An event that the table forbids. It is a bug of the caller, never an answer to a user. */
export class ForbiddenTransition extends Error {
  override readonly name = 'ForbiddenTransition'

  constructor(status: ExecutionStatus, event: ExecutionEventType) {
    super(`An execution that is ${status} cannot take the event ${event}.`)
  }
}

/** The only function that moves an execution. Pure; the revision is the store's to advance. */
export function transition(execution: WorkflowExecution, event: ExecutionEvent): WorkflowExecution {
  const status = TRANSITIONS[execution.status][event.type]
  if (status === undefined) throw new ForbiddenTransition(execution.status, event.type)
  const timeline = timelineOf(execution, event)
  return { ...applyEvent(execution, event), status, timeline, updatedAt: event.at }
}

function applyEvent(execution: WorkflowExecution, event: ExecutionEvent): WorkflowExecution {
  switch (event.type) {
    case 'run_started': {
      const run = { attempt: execution.runs.length + 1, startedAt: event.at }
      const { agentVersion = execution.agentVersion } = event
      return { ...execution, ...(agentVersion && { agentVersion }), runs: [...execution.runs, run] }
    }
    case 'input_requested':
      return {
        ...applyRunEnd(execution, event.run),
        ...withStop(event),
        output: event.output,
        questionSet: event.questionSet,
      }
    case 'answered': {
      const { questionSet: _answered, output: _asked, stop: _lingered, ...rest } = execution
      return { ...rest, answers: [...execution.answers, event.entry] }
    }
    case 'completed':
      return {
        ...applyRunEnd(execution, event.run),
        ...withStop(event),
        output: event.output,
        completedAt: event.at,
      }
    case 'failed':
      return {
        ...withRunEnd(execution, event),
        ...withStop(event),
        error: event.error,
        completedAt: event.at,
      }
    case 'cancelled': {
      const { questionSet: _unanswered, ...rest } = withRunEnd(execution, event)
      return { ...rest, stop: event.stop, cancelledAt: event.at }
    }
  }
}

function withRunEnd(
  execution: WorkflowExecution,
  { run, output }: { run?: RunEnd; output?: AgentOutput },
): WorkflowExecution {
  const ended = run ? applyRunEnd(execution, run) : execution
  return output ? { ...ended, output } : ended
}

/** Of a run that was stopped, which may have given its result before. */
function withStop({ stop }: { stop?: StopReceipt }): Pick<WorkflowExecution, 'stop'> {
  return stop ? { stop } : {}
}
