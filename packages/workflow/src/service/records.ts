import { setTimeout as delay } from 'node:timers/promises'
import { WorkflowError } from '../errors.ts'
import { transition, type ExecutionEvent } from '../execution/transition.ts'
import type { WorkflowExecution } from '../schema/index.ts'
import { RevisionConflict, type ExecutionStore } from '../store/port.ts'
import type { ServiceLog } from './port.ts'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 30_000
const MAX_CONFLICTS = 5

/** The service's way to the store: every change is made from a fresh read and goes through the transition table. */
export interface Records {
  /** Throws `EXECUTION_NOT_FOUND`. */
  require(id: string): Promise<WorkflowExecution>
  apply(id: string, event: ExecutionEvent): Promise<WorkflowExecution>
  /** A change that is no transition, such as the receipt of an unproven stop. */
  change(id: string, next: (execution: WorkflowExecution) => WorkflowExecution): Promise<WorkflowExecution>
  /** For what has already happened to a process: a disk that cannot take it is tried again until it can or `signal` aborts. */
  applySurely(id: string, event: ExecutionEvent, signal: AbortSignal): Promise<WorkflowExecution>
}

export function createRecords(store: ExecutionStore, log: ServiceLog): Records {
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

  const apply: Records['apply'] = (id, event) => change(id, (execution) => transition(execution, event))

  const applySurely: Records['applySurely'] = async (id, event, signal) => {
    for (let waitMs = FIRST_RETRY_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_RETRY_MS)) {
      try {
        const changed = await apply(id, event)
        log.info({ executionId: id, event: event.type, status: changed.status }, 'execution moved')
        return changed
      } catch (error) {
        if (!isStorageProblem(error)) throw error
        log.error({ executionId: id, event: event.type, err: error, waitMs }, 'not stored, trying again')
        await delay(waitMs, undefined, { signal })
      }
    }
  }

  return { require, apply, change, applySurely }
}

function isStorageProblem(error: unknown): boolean {
  return (
    error instanceof WorkflowError && (error.code === 'STORAGE_FULL' || error.code === 'STORAGE_UNWRITABLE')
  )
}
