import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { EXECUTION_SCHEMA_VERSION, type WorkflowExecution } from '@specflow/workflow/schema'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import type { AgentStart } from './agent-log.ts'
import { createHistory } from './history.ts'
import { findStrays, findViolations } from './invariants.ts'

const AT = '2026-01-02T03:04:05.000Z'
const RECEIPT = {
  reason: 'cancelled' as const,
  requestedAt: AT,
  signals: [],
  seen: [],
  survivors: [],
  endedAt: AT,
}

/** A home in which nothing is wrong: one completed execution and one cancelled one. A test then breaks one thing. */
async function createHome() {
  const directory = await temporaryDirectory()
  const home = join(directory.path, 'state')
  mkdirSync(join(home, 'workflows'), { recursive: true, mode: 0o700 })
  chmodSync(home, 0o700)
  const homeId = randomUUID()
  writeFileSync(join(home, 'home-id'), homeId, { mode: 0o600 })
  const history = createHistory(home)
  const starts: AgentStart[] = []
  const pids: number[] = []
  const recordPath = (id: string) => join(home, 'workflows', `${id}.json`)
  const write = (execution: WorkflowExecution) => {
    writeFileSync(recordPath(execution.id), JSON.stringify(execution), { mode: 0o600 })
  }
  const completed = newExecution({ status: 'completed', revision: 3 })
  const cancelled = newExecution({ status: 'cancelled', revision: 3, stop: RECEIPT })
  for (const execution of [completed, cancelled]) write(execution)
  history.look()
  return {
    home,
    history,
    completed,
    cancelled,
    recordPath,
    write,
    /** A process with the marker of the execution's first run, as the agent's log tells of it. */
    run: (executionId: string, sessionId: string = randomUUID()) => {
      const marker = `${homeId}:${executionId}:1`
      const { pid = 0 } = spawn('sleep', ['600'], { env: { SPECFLOW_RUN: marker }, stdio: 'ignore' })
      pids.push(pid)
      starts.push({ pid, marker, executionId, attempt: 1, sessionId, leaves: [] })
    },
    violations: () => findViolations({ home, history, starts: () => starts }),
    strays: () => findStrays(home, history.look()),
    async [Symbol.asyncDispose]() {
      for (const pid of pids) process.kill(pid, 'SIGKILL')
      await directory[Symbol.asyncDispose]()
    },
  }
}

type Home = Awaited<ReturnType<typeof createHome>>

it('a home in which nothing is wrong violates nothing', async () => {
  await using home = await createHome()
  expect(home.violations()).toEqual([])
  expect(home.strays()).toEqual([])
})

const BREAKS: Record<string, (home: Home) => void> = {
  'I1 two live runs of one execution': ({ completed, run }) => {
    run(completed.id)
    run(completed.id)
  },
  'I1 two live runs of one session': ({ completed, run, write }) => {
    const other = newExecution({ status: 'running' })
    write(other)
    run(completed.id, completed.id)
    run(other.id, completed.id)
  },
  'I2 an end that changes': ({ completed, history, write }) => {
    write({ ...completed, status: 'failed', revision: 4 })
    history.look()
  },
  'I3 a start that is forgotten': ({ completed, history, recordPath }) => {
    history.promises.push({ what: 'started', id: completed.id })
    rmSync(recordPath(completed.id))
  },
  'I3 an answer that is forgotten': ({ completed, history }) => {
    const entry = { questionSetId: randomUUID(), questions: [], answers: { q1: 'Yes' }, answeredAt: AT }
    history.promises.push({ what: 'answered', id: completed.id, entry })
  },
  'I3 a cancel that is forgotten': ({ completed, history }) => {
    history.promises.push({ what: 'cancelled', id: completed.id })
  },
  'I5 a cancelled execution with a live process': ({ cancelled, run }) => run(cancelled.id),
  'I5 a cancel without proof': ({ write }) => {
    const { endedAt: _unproven, ...receipt } = RECEIPT
    write(newExecution({ status: 'cancelled', stop: receipt }))
  },
  'I6 a record that vanishes': ({ completed, recordPath }) => {
    rmSync(recordPath(completed.id))
  },
  'I6 half a record': ({ completed, recordPath }) => {
    writeFileSync(recordPath(completed.id), '{"id":')
  },
  'I6 a temporary file': ({ home }) => {
    writeFileSync(join(home, 'workflows', '.x.1-1.tmp'), '', { mode: 0o600 })
  },
  'I7 a revision that stays': ({ history, write }) => {
    const running = newExecution({ status: 'queued' })
    write(running)
    history.look()
    write({ ...running, status: 'running' })
  },
  'I8 a record for everybody': ({ completed, recordPath }) => {
    chmodSync(recordPath(completed.id), 0o644)
  },
  'I8 a folder for everybody': ({ home }) => {
    chmodSync(join(home, 'workflows'), 0o755)
  },
}

it.each(Object.entries(BREAKS))('%s is noticed', async (title, breakIt) => {
  await using home = await createHome()
  breakIt(home)
  expect(home.violations().map((violation) => violation.slice(0, 2))).toContain(title.slice(0, 2))
})

it('I4 a marked process of no running execution is a stray', async () => {
  await using home = await createHome()
  const running = newExecution({ status: 'running', runs: [{ attempt: 1, startedAt: AT }] })
  home.write(running)
  home.run(running.id)
  expect(home.strays()).toEqual([])
  home.run(home.completed.id)
  expect(home.strays()).toEqual([expect.stringMatching(/^I4 .* is completed$/)])
})

function newExecution(about: Partial<WorkflowExecution>): WorkflowExecution {
  return {
    id: randomUUID(),
    schemaVersion: EXECUTION_SCHEMA_VERSION,
    revision: 1,
    projectId: 'shop',
    projectName: 'shop',
    projectPath: '/shop',
    skill: 'review',
    agent: 'claude',
    status: 'queued',
    answers: [],
    timeoutMs: 60_000,
    runs: [],
    timeline: [],
    startedAt: AT,
    updatedAt: AT,
    ...about,
  }
}
