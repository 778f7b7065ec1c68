import type { WorkflowError } from '../errors.ts'
import type { AgentKind, AgentStatus, HealthProblem, OutputStream, StopReceipt } from '../schema/index.ts'
import type { AgentRunReference, AgentRunRequest, AgentRunner, SessionHolder } from './port.ts'
import { createScriptedRun, type ScriptedEnd, type ScriptedRun } from './scripted-run.ts'

export interface ScriptedRunnerOptions {
  kind?: AgentKind
  /** Whether a run is claimed as soon as it starts, as with a healthy machine; the default. */
  claimsAtOnce?: boolean
  /** Whether a stop is done as soon as it is asked for; the default. */
  stopsAtOnce?: boolean
  status?: AgentStatus
  problems?: HealthProblem[]
  now?: () => Date
}

/** A runner without processes, whose runs do what a script says. It outlives the services that use it, as processes do. */
export interface ScriptedRunner extends AgentRunner {
  /** Every request, in order, also of runs that were never claimed. */
  readonly requests: readonly AgentRunRequest[]
  /** Runs that are claimed and have not ended. */
  readonly live: readonly AgentRunReference[]
  /** The newest run of the execution becomes a process. */
  claim(executionId: string): void
  /** The newest run of the execution ends; what is left out is unknown. */
  finish(executionId: string, end: ScriptedEnd): void
  /** Stops of the newest run answer these receipts in turn, none of them proof; then a stop works again. */
  surviveStops(executionId: string, receipts: readonly StopReceipt[]): void
  /** The newest run of the execution, a first one, has begun this session; a resumed run has its own by itself. */
  beginSession(executionId: string, sessionId: string): void
  /** The newest run of the execution has printed this; without it, nothing. */
  print(executionId: string, stream: OutputStream, text: string): void
  /** Somebody else has the session open, until the answered function is called. */
  holdSession(holder: SessionHolder): () => void
  /** Whether what the options say of claims and stops goes on; `false` holds both up until `catchUp`. */
  setPace(atOnce: boolean): void
  /** Everything that was held up happens: runs are claimed, stops are done. */
  catchUp(): void
  /** From now on nothing can be started; `undefined` ends that. */
  refuse(error: WorkflowError | undefined): void
}

export function createScriptedRunner(options: ScriptedRunnerOptions = {}): ScriptedRunner {
  const { kind = 'claude', problems = [], now = () => new Date() } = options
  let { claimsAtOnce = true, stopsAtOnce = true } = options
  const requests: AgentRunRequest[] = []
  const runs = new Map<string, ScriptedRun>()
  const foreign = new Set<SessionHolder>()
  let refusal: WorkflowError | undefined

  const newest = (executionId: string): ScriptedRun => {
    const attempt = requests.findLast((request) => request.executionId === executionId)?.attempt
    const run = attempt === undefined ? undefined : runs.get(keyOf({ executionId, attempt }))
    if (!run) throw new Error(`No run of the execution ${executionId} was started.`)
    return run
  }
  const throwIfRefused = () => {
    if (refusal) throw refusal
  }

  return {
    kind,
    requests,
    get live() {
      return [...runs.values()].filter((run) => run.isLive()).map((run) => run.reference)
    },
    status: () => Promise.resolve(options.status ?? { kind }),
    problems: () => Promise.resolve(problems),
    probe: () => Promise.resolve(),
    ensureReady: async () => {
      await Promise.resolve()
      throwIfRefused()
    },
    firstCommand: async (cwd) => {
      await Promise.resolve()
      throwIfRefused()
      return { executable: kind, arguments: [], cwd }
    },
    findSessionHolders: (sessionIds) => {
      const holders = [...[...runs.values()].flatMap((run) => run.holder() ?? []), ...foreign]
      return Promise.resolve(holders.filter(({ sessionId }) => sessionIds.includes(sessionId)))
    },
    // A script writes nothing; it counts as busy at every moment.
    lastActivity: (reference) =>
      Promise.resolve(runs.has(keyOf(reference)) ? now().toISOString() : undefined),
    streamOutput: (reference, stream) => Promise.resolve(runs.get(keyOf(reference))?.printed(stream)),
    findOpenSession: (executionId) => {
      const holders = [...runs.values()].flatMap((run) => run.holder() ?? [])
      return Promise.resolve(holders.find((holder) => holder.executionId === executionId)?.sessionId)
    },
    async start(request) {
      await Promise.resolve()
      throwIfRefused()
      const key = keyOf(request)
      const known = runs.get(key)
      if (known) return known.watch()
      const { executionId, attempt, task } = request
      const run = createScriptedRun({ executionId, attempt }, { now, stopsAtOnce: () => stopsAtOnce })
      if (task.kind !== 'first') run.beginSession(task.sessionId)
      requests.push(request)
      runs.set(key, run)
      if (claimsAtOnce) run.claim()
      return run.watch()
    },
    async recover(reference) {
      await Promise.resolve()
      const key = keyOf(reference)
      const run = runs.get(key)
      if (run?.isClaimed() === true) return run.watch()
      // Whoever looks for it ends what has not begun, so that it begins no more.
      runs.delete(key)
      return 'unclaimed'
    },
    claim: (executionId) => {
      newest(executionId).claim()
    },
    finish: (executionId, end) => {
      newest(executionId).finish(end)
    },
    surviveStops: (executionId, receipts) => {
      newest(executionId).surviveStops(receipts)
    },
    beginSession: (executionId, sessionId) => {
      newest(executionId).beginSession(sessionId)
    },
    print: (executionId, stream, text) => {
      newest(executionId).print(stream, text)
    },
    holdSession: (holder) => {
      foreign.add(holder)
      return () => foreign.delete(holder)
    },
    setPace: (atOnce) => {
      claimsAtOnce = atOnce
      stopsAtOnce = atOnce
    },
    catchUp: () => {
      for (const run of runs.values()) {
        run.claim()
        run.finishStop()
      }
    },
    refuse: (error) => {
      refusal = error
    },
  }
}

function keyOf({ executionId, attempt }: AgentRunReference): string {
  return `${executionId}:${String(attempt)}`
}
