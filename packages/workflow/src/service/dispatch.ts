import { failpoint } from '@specflow/failpoints'
import type { FindSessionHolders, QueueEntry } from '../queue/port.ts'
import type { AgentRun, AgentTask } from '../runner/port.ts'
import { EXECUTION_ERROR_CODES, type ExecutionError, type WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { findSpentDay } from './limits.ts'
import { findFolderProblem } from './project-folder.ts'
import { queueEntryOf } from './queue-entry.ts'
import { readRunBack } from './recover.ts'
import { superviseRun } from './supervise.ts'
import { requireTrustStill } from './trust.ts'

const RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

type DispatchContext = Omit<ServiceContext, 'dispatch'>

/**
 * Makes the function that starts whatever the queue allows. One pass at a time; a call during a pass leads to
 * another one, so that nothing that entered meanwhile is left behind.
 */
export function createDispatch(context: DispatchContext): () => void {
  let running = false
  let again = false
  let retryMs = RETRY_MS
  const retrying = new Set<'queue' | 'sessions'>()
  const mayStart = () => !context.draining.signal.aborted && !context.recovery.isUnderWay

  const pass = async () => {
    again = false
    while (mayStart()) {
      const entry = await context.queue.take(findHolders)
      if (!entry) {
        retryMs = RETRY_MS
        return
      }
      context.inBackground(
        startOrRequeue({ ...context, dispatch }, entry),
        'a queued execution was left behind',
      )
    }
  }

  /** A run of ours tells when it ends. A terminal that has a session open tells nobody when it closes it. */
  const findHolders: FindSessionHolders = async (sessionIds) => {
    const holders = await context.findHolders(sessionIds)
    if (holders.length > 0) retryLater('sessions', RETRY_MS)
    return holders
  }

  const retryLater = (what: 'queue' | 'sessions', ms: number) => {
    if (retrying.has(what)) return
    retrying.add(what)
    const retry = () => {
      retrying.delete(what)
      dispatch()
    }
    dispatchLater({ ...context, dispatch: retry }, ms)
  }

  const dispatch = () => {
    again = true
    if (running) return
    running = true
    const done = pass().finally(() => {
      running = false
      if (again && mayStart()) dispatch()
    })
    const retried = done.catch((error: unknown) => {
      retryLater('queue', retryMs)
      retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS)
      throw error
    })
    context.inBackground(retried, 'the queue could not be read')
  }
  return dispatch
}

/** What fails before a run is there, such as a disk that cannot be read, leaves the execution where it was: queued. */
async function startOrRequeue(context: ServiceContext, entry: QueueEntry): Promise<void> {
  try {
    await startQueued(context, entry)
  } catch (error) {
    if (context.closing.signal.aborted) return
    context.log.error({ executionId: entry.executionId, err: error }, 'not started, queued again')
    await context.queue.release(entry.executionId)
    await context.queue.enter(entry)
    dispatchLater(context, RETRY_MS)
  }
}

/** Not when the service drains meanwhile: then the next one starts what waits. */
function dispatchLater({ dispatch, draining: { signal }, wait }: ServiceContext, ms: number): void {
  void wait(ms, signal).then(dispatch, () => undefined)
}

/** Holds the execution's lock from before the spawn until the claim is in the record, so that a cancel comes before or after it. */
async function startQueued(context: ServiceContext, { executionId }: QueueEntry): Promise<void> {
  await context.locks.run(executionId, async () => {
    const execution = await context.store.get(executionId)
    if (execution?.status === 'queued' && execution.runs.length === 0)
      await takeFirstSnapshot(context, execution)
    // Asked after the snapshot: while it was taken the service may have begun to close.
    if (execution?.status !== 'queued' || context.draining.signal.aborted) {
      await context.queue.release(executionId)
      if (execution?.status === 'queued') await context.queue.enter(queueEntryOf(execution))
      // Such as one that was cancelled meanwhile: another may have its slot.
      context.dispatch()
      return
    }
    // Outside of what fails for good: until it is known what may be spent, it stays queued.
    const spent = await findSpentDay(context, execution)
    let run: AgentRun | 'unclaimed'
    try {
      if (spent !== undefined) throw Object.assign(new Error(spent), { code: 'COST_LIMIT_REACHED' })
      run = await startRun(context, execution)
    } catch (error) {
      // What fails may have begun all the same, and what has begun must not be called failed.
      run = await readRunBack(context, execution)
      if (run === 'unclaimed') {
        await failUnstarted(context, execution, error)
        return
      }
    }
    await superviseRun(context, execution, run)
  })
}

async function takeFirstSnapshot(
  { closing, draining, snapshots }: ServiceContext,
  { id, projectPath }: WorkflowExecution,
): Promise<void> {
  if (draining.signal.aborted) return
  await snapshots.takeFirst({ executionId: id, projectPath }, closing.signal)
}

async function startRun(context: ServiceContext, execution: WorkflowExecution): Promise<AgentRun> {
  const folder = { name: execution.projectName, path: execution.projectPath }
  const folderProblem = await findFolderProblem(folder)
  if (folderProblem) throw folderProblem
  const task = await taskOf(context, execution)
  // Another run of the project may have changed what it brings since this one was accepted.
  await requireTrustStill(context, folder)
  if (task.kind === 'resume') await failpoint('answer-before-spawn')
  return context.agents.forKind(execution.agent).start({
    executionId: execution.id,
    attempt: execution.runs.length + 1,
    projectPath: execution.projectPath,
    task,
    timeoutMs: execution.timeoutMs,
  })
}

async function taskOf(context: ServiceContext, execution: WorkflowExecution): Promise<AgentTask> {
  const { continues, sessionId, skill, input } = execution
  const answer = execution.answers.at(-1)
  if (answer) {
    // Only a session can take an answer; beginning again without it would lose the answer.
    if (sessionId === undefined) throw new Error('There is no session that could be resumed with the answer.')
    return { kind: 'resume', sessionId, answer }
  }
  if (continues) {
    if (sessionId === undefined) throw new Error('There is no session that could be continued.')
    return { kind: 'follow_up', sessionId, message: input ?? '' }
  }
  const definition = await context.skills.find(execution.projectPath, skill)
  return { kind: 'first', skill: definition, ...(input !== undefined && { input }) }
}

/** Nothing ran: the skill or the folder vanished while it was queued, or the run directory could not be written. */
async function failUnstarted(
  context: ServiceContext,
  { id }: WorkflowExecution,
  cause: unknown,
): Promise<void> {
  context.log.error({ executionId: id, err: cause }, 'a run could not be started')
  const code = executionCodeOf(cause)
  const error: ExecutionError = {
    code,
    message: (cause instanceof Error ? cause.message : String(cause)).slice(0, 2_000),
    remedy:
      code === 'TRUST_REQUIRED'
        ? 'Nothing was run. Read what the folder brings now, and go on or try again with its acknowledgement.'
        : 'Nothing was run. Remove the cause and start it again.',
  }
  await context.records.applySurely(
    id,
    { type: 'failed', at: context.timestamp(), error },
    context.closing.signal,
  )
  await context.queue.release(id)
  context.dispatch()
}

function executionCodeOf(cause: unknown): ExecutionError['code'] {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return EXECUTION_ERROR_CODES.find((known) => known === code) ?? 'SPAWN_FAILED'
}
