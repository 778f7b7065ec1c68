import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { findRunProcesses } from '../support/built-server.ts'
import { isAlive, readEnvironment } from '../support/processes.ts'
import { isRunning, type AgentStart } from './agent-log.ts'
import type { History, Promised } from './history.ts'

/** What the invariants are checked against. */
export interface Evidence {
  home: string
  history: History
  /** Every start of the agent until now. */
  starts(): AgentStart[]
}

/**
 * What may never be, after whatever happened; nobody is to be writing while it is looked for. In words, beginning with
 * the number of the invariant; empty when all is well. I4 has a time of its own: `findStrays`.
 */
export function findViolations(evidence: Evidence): string[] {
  const { history, home } = evidence
  const records = history.look()
  const starts = evidence.starts()
  return [
    ...findDoubleRuns(starts),
    ...history.promises.flatMap((promised) => findBroken(promised, records.get(promised.id))),
    ...findFalseCancels(home, records),
    ...findLost(home, records, history),
    ...findOpenModes(home),
    // I2, I6 and I7 as they were seen along the way.
    ...history.complaints,
  ]
}

/** I1: at most one live run per execution, attempt and session, and never a second start of one attempt. */
export function findDoubleRuns(starts: readonly AgentStart[]): string[] {
  const live = starts.filter(isRunning)
  return [
    ...repeated(starts.map(({ marker }) => marker)).map((marker) => `I1 the run ${marker} was started twice`),
    ...repeated(live.map(({ executionId }) => executionId)).map((id) => `I1 ${id} has two live runs`),
    ...repeated(live.flatMap(({ sessionId = [] }) => sessionId)).map(
      (id) => `I1 the session ${id} has two live runs`,
    ),
  ]
}

/** I3: what was answered with a 2xx is still so. */
function findBroken(promised: Promised, execution: WorkflowExecution | undefined): string[] {
  const { id, what } = promised
  if (!execution) return [`I3 ${id} was ${what}, and is not there any more`]
  switch (what) {
    case 'started':
      return []
    case 'answered': {
      const stored = execution.answers.map((entry) => JSON.stringify(entry))
      const isKept = stored.filter((entry) => entry === JSON.stringify(promised.entry)).length === 1
      return isKept ? [] : [`I3 ${id} was answered, and its answers are ${stored.join(', ')}`]
    }
    case 'cancelled':
      return execution.status === 'cancelled' ? [] : [`I3 ${id} was cancelled, and is ${execution.status}`]
  }
}

/** I4: the marked processes of no run that the records call running. Those that a new server does not adopt must die. */
export function findStrays(home: string, records: ReadonlyMap<string, WorkflowExecution>): string[] {
  return findMarked(home).flatMap(({ attempt, id, pid }) => {
    const execution = records.get(id)
    const isAdopted = execution?.status === 'running' && execution.runs.length === attempt
    return isAdopted
      ? []
      : [
          `I4 the process ${pid} is of the run ${attempt} of ${id}, which is ${execution?.status ?? 'unknown'}`,
        ]
  })
}

/** I5: cancelled is what nothing is alive of, with the receipt that proves it. */
function findFalseCancels(home: string, records: ReadonlyMap<string, WorkflowExecution>): string[] {
  const alive = new Set(findMarked(home).map(({ id }) => id))
  return [...records.values()]
    .filter(({ status }) => status === 'cancelled')
    .flatMap(({ id, stop }) => [
      ...(alive.has(id) ? [`I5 ${id} is cancelled, and processes of it are alive`] : []),
      ...(stop?.endedAt !== undefined && stop.survivors.length === 0
        ? []
        : [`I5 ${id} is cancelled, and its receipt is ${JSON.stringify(stop)}`]),
    ])
}

/** I6: every record that was ever there still is, or lies in quarantine, and no half-written file beside it. */
function findLost(
  home: string,
  records: ReadonlyMap<string, WorkflowExecution>,
  { names }: History,
): string[] {
  const directory = join(home, 'workflows')
  const listed = readdirSync(directory)
  const quarantined = listed.includes('quarantine') ? readdirSync(join(directory, 'quarantine')) : []
  const lost = [...names].filter(
    (name) =>
      !records.has(name.slice(0, -'.json'.length)) && !quarantined.some((moved) => moved.startsWith(name)),
  )
  return [
    ...lost.map((name) => `I6 ${name} is gone`),
    ...[...readdirSync(home), ...listed]
      .filter((name) => name.endsWith('.tmp'))
      .map((name) => `I6 ${name} was left behind`),
  ]
}

/** I8: nobody else can read anything, whatever the umask of the server was. */
function findOpenModes(path: string): string[] {
  const stat = lstatSync(path)
  const mode = (stat.mode & 0o777).toString(8)
  const allowed = stat.isDirectory() ? '700' : '600'
  const below = stat.isDirectory() ? readdirSync(path).flatMap((name) => findOpenModes(join(path, name))) : []
  return [...(mode === allowed ? [] : [`I8 ${path} has the mode ${mode}`]), ...below]
}

function findMarked(home: string): { pid: number; id: string; attempt: number }[] {
  return findRunProcesses(home).flatMap((pid) => {
    const [, id = '', attempt = ''] = readEnvironment(pid)?.SPECFLOW_RUN?.split(':') ?? []
    // It may have ended between the two looks.
    return isAlive(pid) ? [{ pid, id, attempt: Number(attempt) }] : []
  })
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))]
}
