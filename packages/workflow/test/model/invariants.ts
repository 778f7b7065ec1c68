import { expect } from 'vitest'
import { isTerminal, type WorkflowExecution } from '../../src/schema/index.ts'
import { openFiles, readRecords } from './look.ts'
import type { Server, World } from './world.ts'

export interface Invariants {
  /** Throws for the first that does not hold; to be called after every step. `isSettled` says that nothing is under way. */
  check(given: Checked): Promise<ReadonlyMap<string, WorkflowExecution>>
}

interface Checked {
  world: World
  server: Server | undefined
  isSettled: boolean
}

/** What must hold after every step, whatever the steps were. What an accepted request must leave behind is the reference's affair. */
export function createInvariants(): Invariants {
  let before: ReadonlyMap<string, WorkflowExecution> = new Map()

  return {
    async check({ isSettled, server, world }) {
      const records = readRecords(world)
      for (const [id, earlier] of before) checkHistory(earlier, records.get(id))
      checkProcesses(world, records)
      expect(openFiles(world), 'I8: only the owner may read').toEqual([])
      for (const execution of records.values()) checkCosts(execution)
      if (server) await checkAnswers(server, records)
      if (server && isSettled) await checkQueue(server, records)
      before = records
      return records
    },
  }
}

function checkHistory(earlier: WorkflowExecution, now: WorkflowExecution | undefined): void {
  const { id, revision, status } = earlier
  if (!now) throw new Error(`I6: the record of ${id} has vanished`)
  if (isTerminal(status)) expect(now, 'I2: what has ended changes no more').toEqual(earlier)
  if (now.revision <= revision) expect(now, 'I7: every change has a revision of its own').toEqual(earlier)
  expect(now.answers.slice(0, earlier.answers.length), 'I3: an answer stays as it is').toEqual(
    earlier.answers,
  )
}

function checkProcesses({ runner }: World, records: ReadonlyMap<string, WorkflowExecution>): void {
  const owners = runner.live.map(({ executionId }) => executionId)
  expect(new Set(owners).size, 'I1: at most one live run per execution').toBe(owners.length)
  const sessions = runner.live.flatMap(({ attempt, executionId }) => {
    const request = runner.requests.findLast(
      (candidate) => candidate.executionId === executionId && candidate.attempt === attempt,
    )
    return request?.task.kind === 'resume' ? [request.task.sessionId] : []
  })
  expect(new Set(sessions).size, 'I1: at most one live run per session').toBe(sessions.length)
  for (const { executionId } of runner.live) {
    const status = records.get(executionId)?.status
    if (status === undefined || isTerminal(status))
      throw new Error(`I5: a run of ${executionId} is alive, and its record is ${String(status)}`)
  }
}

/** The total is the sum of the runs: nothing is counted twice. */
function checkCosts({ costUsd, runs }: WorkflowExecution): void {
  const sum = runs.reduce((total, run) => total + (run.costUsd ?? 0), 0)
  expect(Math.round(sum * 1e6), 'the cost of the runs').toBe(Math.round((costUsd ?? 0) * 1e6))
}

async function checkAnswers(
  { service }: Server,
  records: ReadonlyMap<string, WorkflowExecution>,
): Promise<void> {
  const { executions } = await service.list({ limit: 200 })
  expect(executions.map(({ id }) => id).sort(), 'I6: the list has every record').toEqual(
    [...records.keys()].sort(),
  )
  for (const summary of executions) {
    expect(summary).toMatchObject({
      status: records.get(summary.id)?.status,
      revision: records.get(summary.id)?.revision,
    })
  }
}

/** Slots are held by what runs and by nothing else, and what waits can say why. */
async function checkQueue(
  { service }: Server,
  records: ReadonlyMap<string, WorkflowExecution>,
): Promise<void> {
  const having = (status: string) => [...records.values()].filter((execution) => execution.status === status)
  const { runs } = await service.health()
  expect(runs, 'health counts what there is').toEqual({
    active: having('running').length,
    queued: having('queued').length,
  })
  for (const { id } of having('queued')) {
    expect((await service.get(id)).queuedBecause, `why ${id} waits`).toMatch(/\w/)
  }
}
