import type { WorkflowError } from '../errors.ts'
import type { AgentKind, AgentStatus, HealthProblem, StopReceipt } from '../schema/index.ts'
import type { AgentRunReference, AgentRunRequest, AgentRunner } from './port.ts'
import { createScriptedRun, type ScriptedEnd, type ScriptedRun } from './scripted-run.ts'

export interface ScriptedRunnerOptions {
  kind?: AgentKind
  /** Whether a run is claimed as soon as it starts, as with a healthy machine; the default. */
  claimsAtOnce?: boolean
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
  /** From now on nothing can be started; `undefined` ends that. */
  refuse(error: WorkflowError | undefined): void
}

export function createScriptedRunner(options: ScriptedRunnerOptions = {}): ScriptedRunner {
  const { kind = 'claude', claimsAtOnce = true, problems = [], now = () => new Date() } = options
  const requests: AgentRunRequest[] = []
  const runs = new Map<string, ScriptedRun>()
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
    async start(request) {
      await Promise.resolve()
      throwIfRefused()
      const key = keyOf(request)
      const known = runs.get(key)
      if (known) return known.watch()
      const { executionId, attempt } = request
      const run = createScriptedRun({ executionId, attempt }, now)
      requests.push(request)
      runs.set(key, run)
      if (claimsAtOnce) run.claim()
      return run.watch()
    },
    async recover(reference) {
      await Promise.resolve()
      const run = runs.get(keyOf(reference))
      return run?.isClaimed() === true ? run.watch() : 'unclaimed'
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
    refuse: (error) => {
      refusal = error
    },
  }
}

function keyOf({ executionId, attempt }: AgentRunReference): string {
  return `${executionId}:${String(attempt)}`
}
