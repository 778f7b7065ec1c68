import { WorkflowError } from '../errors.ts'
import { transition, type ExecutionEvent } from '../execution/transition.ts'
import { errnoCode } from '../files/storage-error.ts'
import type { ExecutionStatus, WorkflowExecution } from '../schema/index.ts'
import { RevisionConflict, type ExecutionStore } from '../store/port.ts'
import type { ExecutionMove, WorkflowServiceOptions } from './port.ts'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 30_000
const MAX_CONFLICTS = 5

/**
 * The service's way to the store: every change is made from a fresh read and goes through the transition table. Every
 * transition that is stored is one line of the log and is told to the observer, and is so here alone.
 */
export interface Records {
  create(execution: WorkflowExecution): Promise<WorkflowExecution>
  /** Throws `EXECUTION_NOT_FOUND`. */
  require(id: string): Promise<WorkflowExecution>
  apply(id: string, event: ExecutionEvent): Promise<WorkflowExecution>
  /** A change that is no transition, such as the receipt of an unproven stop. */
  change(id: string, next: (execution: WorkflowExecution) => WorkflowExecution): Promise<WorkflowExecution>
  /** For what has already happened to a process: a disk that cannot take it, or give the record, is tried again until it can or `signal` aborts. */
  applySurely(id: string, event: ExecutionEvent, signal: AbortSignal): Promise<WorkflowExecution>
}

interface RecordsOptions extends Pick<WorkflowServiceOptions, 'log' | 'onMove'> {
  store: ExecutionStore
  wait: Required<WorkflowServiceOptions>['wait']
}

export function createRecords({ log, onMove, store, wait }: RecordsOptions): Records {
  const require: Records['require'] = async (id) => {
    const execution = await store.get(id)
    if (!execution) throw new WorkflowError('EXECUTION_NOT_FOUND', `There is no execution ${id}.`)
    return execution
  }

  const change: Records['change'] = async (id, next) => {
    for (let conflicts = 0; ; conflicts += 1) {
      const execution = await require(id)
      try {
        return await store.update(next(execution))
      } catch (error) {
        if (!(error instanceof RevisionConflict) || conflicts >= MAX_CONFLICTS) throw error
      }
    }
  }

  const tellMove = (move: ExecutionMove) => {
    const { id, revision, status } = move.execution
    log.info({ executionId: id, event: move.event, from: move.from, to: status, revision }, 'execution moved')
    try {
      onMove?.(move)
    } catch (error) {
      log.error({ executionId: id, event: move.event, err: error }, 'the observer of transitions failed')
    }
  }

  const create: Records['create'] = async (execution) => {
    const created = await store.create(execution)
    tellMove({ event: 'accepted', from: null, execution: created })
    return created
  }

  const apply: Records['apply'] = async (id, event) => {
    let from: ExecutionStatus | null = null
    const changed = await change(id, (execution) => {
      from = execution.status
      return transition(execution, event)
    })
    tellMove({ event: event.type, from, execution: changed })
    return changed
  }

  const applySurely: Records['applySurely'] = async (id, event, signal) => {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      try {
        return await apply(id, event)
      } catch (error) {
        if (!mayPass(error)) throw error
        log.error({ executionId: id, event: event.type, err: error, waitMs }, 'not stored, trying again')
        await wait(waitMs, signal)
      }
    }
  }

  return { require, create, apply, change, applySurely }
}

/** The system's word about a file is about this moment; what is wrong with a record itself stays wrong. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof WorkflowError)) return false
  if (error.code === 'STORAGE_FULL' || error.code === 'STORAGE_UNWRITABLE') return true
  return error.code === 'INTERNAL' && errnoCode(error.cause) !== undefined
}
