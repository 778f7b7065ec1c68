/**
 * The reference: what the service promises, as a state machine of its own. It shares no code with the product, not even
 * the names of its types, so that a mistake in the product's table is not repeated here.
 */
export interface State {
  isUp: boolean
  /** In order of their labels. */
  executions: readonly Execution[]
}

export type Status = 'queued' | 'running' | 'waiting_for_input' | 'completed' | 'failed' | 'cancelled'

export interface Execution {
  /** Names the start that made it. */
  label: string
  lane: string
  requestId?: string
  status: Status
  /** When it entered the queue last, as the number of the step. */
  enteredAt: number
  /** Runs that the record knows of. */
  runs: number
  answers: readonly Answered[]
  /** Question sets asked so far; the last one is open while it waits. */
  rounds: number
  /** Which session an answer goes to; unknown until a run tells. */
  session?: string
  costCents?: number
  error?: string
  /** The run that is going on, or has ended and is not in the record yet. */
  process?: Process
}

export interface Answered {
  label: string
  round: number
  requestId?: string
}

export interface Process {
  isClaimed: boolean
  /** The session that it goes on with; absent for one that begins its own. */
  session?: string
  end?: End
  /** Somebody asked for its stop: however it ends, it was cancelled. */
  isStopping: boolean
  /** A stop is under way that it will not survive. */
  isDying: boolean
  /** Stops that it will survive. */
  survives: number
}

/** How a process says that it ended. */
export interface End {
  kind: 'completed' | 'needs_input' | 'failed' | 'cancelled'
  session?: string
  /** Of the session so far. */
  totalCents?: number
}

export interface Limits {
  maxRuns: number
  runsPerLane: number
}

export const EMPTY: State = { isUp: true, executions: [] }

export function find(state: State, label: string): Execution | undefined {
  return state.executions.find((execution) => execution.label === label)
}

export function change(state: State, label: string, changes: Partial<Execution>): State {
  const executions = state.executions.map((execution) =>
    execution.label === label ? { ...execution, ...changes } : execution,
  )
  return { ...state, executions }
}

export function changeProcess(state: State, label: string, changes: Partial<Process>): State {
  const process = find(state, label)?.process
  return process ? change(state, label, { process: { ...process, ...changes } }) : state
}

export function withoutProcess(state: State, label: string): State {
  const executions = state.executions.map(({ process, ...execution }) =>
    execution.label === label || !process ? execution : { ...execution, process },
  )
  return { ...state, executions }
}

export function isOver(status: Status): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled'
}

export function isLive(process: Process | undefined): boolean {
  return process !== undefined && process.isClaimed && process.end === undefined
}
