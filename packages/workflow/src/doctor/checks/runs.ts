import { join } from 'node:path'
import { ok, type Check } from '../finding.ts'
import { mayBeServed } from '../survey/owner.ts'
import { count, list } from '../words.ts'

/** A record that says `running` has a process, or a record of how that ended. */
export const checkRuns: Check = async ({ ownership, processes, records, workflowsPath }, probes) => {
  const running = [...(await records).known.values()].filter(({ status }) => status === 'running')
  const alive = new Set(
    (await processes).processes.map(({ attempt, executionId }) => `${executionId} ${String(attempt)}`),
  )
  const lost = running.filter(({ attempts, id }) => {
    const state = probes.inspectRun(join(workflowsPath, id, `run-${String(attempts)}`))
    return state !== 'alive' && state !== 'ended' && !alive.has(`${id} ${String(attempts)}`)
  })
  if (lost.length === 0)
    return ok(running.length === 0 ? 'Nothing is running.' : `${count(running.length, 'run')} going on.`)
  const isServed = mayBeServed(await ownership)
  return {
    status: isServed ? 'problem' : 'warning',
    detail: `${count(lost.length, 'record')} said to be running without a process and without a record of an end: ${list(lost.map(({ id }) => id))}.`,
    remedy: isServed
      ? 'Cancel the executions, or restart SpecFlow, which finishes them.'
      : 'Start SpecFlow: it finishes them by what they left.',
  }
}
