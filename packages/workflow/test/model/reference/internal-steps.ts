import {
  change,
  changeProcess,
  isLive,
  withoutProcess,
  type End,
  type Execution,
  type Limits,
  type State,
} from './state.ts'

export interface StepOptions {
  limits: Limits
  /** A record that cannot be read now may be passed over, so that one behind it comes first. */
  isOrderKept: boolean
}

/** Every state that the service, or a process, may bring about by itself from this one. */
export function internalSteps(state: State, options: StepOptions): State[] {
  return state.executions.flatMap((execution) => {
    const { label, process } = execution
    if (process && !process.isClaimed) return [changeProcess(state, label, { isClaimed: true })]
    if (process?.isDying === true && isLive(process)) {
      return [changeProcess(state, label, { end: { kind: 'cancelled' } }), ...serverSteps()]
    }
    return serverSteps()

    function serverSteps(): State[] {
      return state.isUp ? stepsOfServer(state, execution, options) : []
    }
  })
}

function stepsOfServer(state: State, execution: Execution, options: StepOptions): State[] {
  const { label, process, runs, status } = execution
  if (status === 'queued' && process === undefined) {
    return mayStart(state, execution, options) ? [begin(state, execution)] : []
  }
  if (status === 'queued') return [change(state, label, { status: 'running', runs: runs + 1 })]
  if (status === 'running' && process?.end) return [recordEnd(state, execution, process.end)]
  return []
}

/** The first of its lane whose session is free, where a slot is free. Which lane is next is the queue's own contract. */
function mayStart(state: State, execution: Execution, { isOrderKept, limits }: StepOptions): boolean {
  const { executions } = state
  const holders = executions.filter(({ process }) => process !== undefined)
  if (holders.length >= limits.maxRuns || isSessionHeld(state, execution)) return false
  if (holders.filter(({ lane }) => lane === execution.lane).length >= limits.runsPerLane) return false
  return !executions.some(
    (other) =>
      isOrderKept &&
      other.status === 'queued' &&
      other.process === undefined &&
      other.lane === execution.lane &&
      other.enteredAt < execution.enteredAt &&
      !isSessionHeld(state, other),
  )
}

function isSessionHeld({ executions }: State, { session }: Execution): boolean {
  return session !== undefined && executions.some(({ process }) => process?.session === session)
}

/** An answer without a session to give it to has nowhere to go. */
function begin(state: State, { answers, label, session }: Execution): State {
  if (answers.length > 0 && session === undefined) {
    return change(state, label, { status: 'failed', error: 'SPAWN_FAILED' })
  }
  return change(state, label, {
    process: {
      isClaimed: false,
      ...(answers.length > 0 && session !== undefined && { session }),
      isStopping: false,
      isDying: false,
      survives: 0,
    },
  })
}

function recordEnd(state: State, execution: Execution, end: End): State {
  const { costCents = 0, label, rounds } = execution
  const isKnown = end.totalCents !== undefined && end.totalCents >= costCents
  const facts = {
    ...(end.session !== undefined && { session: end.session }),
    ...(isKnown && { costCents: end.totalCents as number }),
  }
  const ended = withoutProcess(state, label)
  switch (end.kind) {
    case 'completed':
      return change(ended, label, { ...facts, status: 'completed' })
    case 'needs_input':
      return change(ended, label, { ...facts, status: 'waiting_for_input', rounds: rounds + 1 })
    case 'failed':
      return change(ended, label, { ...facts, status: 'failed', error: 'AGENT_FAILED' })
    case 'cancelled':
      return change(ended, label, { ...facts, status: 'cancelled' })
  }
}
