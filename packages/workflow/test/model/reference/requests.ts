import { change, changeProcess, find, isLive, isOver, type End, type Execution, type State } from './state.ts'

/** What is asked of the service, or happens to a process. */
export type Request =
  | { kind: 'start'; label: string; lane: string; refusal?: string; requestId?: string; at: number }
  | {
      kind: 'answer'
      label: string
      target: string
      /** Which set it means: absent is whichever is open; 0 is one that never was. */
      round?: number
      isFitting: boolean
      requestId?: string
      at: number
    }
  | { kind: 'cancel'; target: string }
  | { kind: 'exit'; target: string; end: End }
  | { kind: 'harden'; target: string }
  | { kind: 'crash' }

/** What a caller sees. */
export type Reply = { kind: 'done'; label?: string; created?: boolean } | { kind: 'refused'; code: string }

/** One way on: the state, and the reply unless the request is still under way there. */
export interface Way {
  state: State
  reply?: Reply
}

const DONE: Reply = { kind: 'done' }

/** Takes a request where it can be taken now; no way means that it has to wait. `isUnderWay` is a cancel that has begun its stop. */
export function takeRequest(state: State, request: Request, isUnderWay: boolean): Way[] {
  switch (request.kind) {
    case 'crash':
      return [{ state: { ...state, isUp: false }, reply: DONE }]
    case 'exit':
    case 'harden':
      return [{ state: happen(state, request), reply: DONE }]
    case 'start':
      return state.isUp ? [start(state, request)] : []
    case 'answer':
      return state.isUp ? answer(state, request) : []
    case 'cancel':
      return state.isUp ? cancel(state, request.target, isUnderWay) : []
  }
}

function happen(state: State, request: Extract<Request, { kind: 'exit' | 'harden' }>): State {
  const process = find(state, request.target)?.process
  if (!process || !isLive(process)) return state
  if (request.kind === 'harden')
    return changeProcess(state, request.target, { survives: process.survives + 1 })
  const { end } = request
  return changeProcess(state, request.target, {
    end: process.isStopping ? { ...end, kind: 'cancelled' } : end,
  })
}

function start(state: State, request: Extract<Request, { kind: 'start' }>): Way {
  const { at, label, lane, refusal, requestId } = request
  const known = state.executions.find((other) => requestId !== undefined && other.requestId === requestId)
  if (known) return { state, reply: { kind: 'done', label: known.label, created: false } }
  if (refusal !== undefined) return { state, reply: { kind: 'refused', code: refusal } }
  const execution: Execution = {
    label,
    lane,
    ...(requestId !== undefined && { requestId }),
    status: 'queued',
    enteredAt: at,
    runs: 0,
    answers: [],
    rounds: 0,
  }
  const executions = [...state.executions, execution].sort((a, b) => (a.label < b.label ? -1 : 1))
  return { state: { ...state, executions }, reply: { kind: 'done', label, created: true } }
}

function answer(state: State, request: Extract<Request, { kind: 'answer' }>): Way[] {
  const { at, isFitting, label, requestId, round, target } = request
  const execution = find(state, target)
  if (!execution) return []
  // While a run begins, the record belongs to that.
  if (execution.status === 'queued' && execution.process) return []
  const { answers, rounds, status } = execution
  const isOpen = status === 'waiting_for_input'
  const refuse = (code: string): Way[] => [{ state, reply: { kind: 'refused', code } }]
  if (requestId !== undefined && answers.some((earlier) => earlier.requestId === requestId)) {
    return [{ state, reply: DONE }]
  }
  if (isOpen && (round === undefined || round === rounds)) {
    if (!isFitting) return refuse('ANSWERS_INVALID')
    const entry = { label, round: rounds, ...(requestId !== undefined && { requestId }) }
    const changes = { status: 'queued', enteredAt: at, answers: [...answers, entry] } as const
    return [{ state: change(state, target, changes), reply: DONE }]
  }
  const isAnswered =
    round === undefined ? answers.length > 0 : answers.some((earlier) => earlier.round === round)
  if (isAnswered) return refuse('ALREADY_ANSWERED')
  return refuse(isOpen ? 'STALE_QUESTIONS' : 'NOT_WAITING')
}

function cancel(state: State, target: string, isUnderWay: boolean): Way[] {
  const execution = find(state, target)
  if (!execution) return []
  const { process, status } = execution
  if (status === 'cancelled') return [{ state, reply: DONE }]
  if (isOver(status)) return [{ state, reply: { kind: 'refused', code: 'ALREADY_ENDED' } }]
  if (status === 'waiting_for_input' || (status === 'queued' && !process)) {
    return [{ state: change(state, target, { status: 'cancelled' }), reply: DONE }]
  }
  // The record of a run that has begun belongs to its beginning, and one that is being stopped to its end.
  if (status === 'queued' || !process || isUnderWay) return []
  if (!isLive(process)) return [{ state }]
  if (process.survives === 0)
    return [{ state: changeProcess(state, target, { isStopping: true, isDying: true }) }]
  const hardened = { isStopping: true, survives: process.survives - 1 }
  return [{ state: changeProcess(state, target, hardened), reply: { kind: 'refused', code: 'STOP_FAILED' } }]
}
