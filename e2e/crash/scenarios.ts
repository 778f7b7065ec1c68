import type { Failpoint } from '@specflow/failpoints'
import { expect } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import type { HttpResponse } from '../support/http.ts'
import { until } from '../support/until.ts'
import type { CrashSite } from './crash-site.ts'

/** One way through the product, cut so that a server can die in the middle of it. */
export interface Scenario {
  /** Up to the moment before. */
  prepare(site: CrashSite): Promise<Subject>
  /** What the server may die of. Answers the response where it is a call and somebody was left to answer. */
  act(site: CrashSite, subject: Subject): Promise<HttpResponse | undefined>
  /** Where it ends for a server that lives; without it where `finish` ends. */
  settle?(site: CrashSite, subject: Subject): Promise<void>
  /** On whatever server is there now, up to the end of the execution, and what must be true then. */
  finish(site: CrashSite, subject: Subject, failpoint: Failpoint): Promise<void>
}

/** The one execution of a scenario. */
export interface Subject {
  /** Absent while it is not started, or when nobody was told. */
  id?: string
  /** Its run holds at this gate, and its request goes by this name. */
  gate: string
  /** The executions that were there before. */
  others: ReadonlySet<string>
}

export type ScenarioName = 'start' | 'finish' | 'answer' | 'cancel' | 'timeout'

/** What a call that came only as far as this wanted to store is not there. */
const NOT_STORED: readonly Failpoint[] = ['tmp-written', 'tmp-fsynced']

/** After the run was seen to run, time enough for a test to arm a failpoint. */
const TIMEOUT_MS = 2_000

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  start: {
    prepare: (site) => Promise.resolve(newSubject(site)),
    act: async (site, subject) => {
      const response = await site.start(...requestOf(subject))
      if (response?.status === 201) subject.id = (response.json as { id: string }).id
      return response
    },
    settle: async (site, { id = '' }) => {
      await site.server().api.untilStatus(id, 'running')
    },
    finish: async (site, subject, failpoint) => {
      const isStored = failpoint !== 'before-save-intent' && !NOT_STORED.includes(failpoint)
      expect(newOnes(site, subject)).toHaveLength(isStored ? 1 : 0)
      // Whoever was not answered asks again, and gets what there is.
      const again = await site.start(...requestOf(subject))
      expect(again?.status).toBe(isStored ? 200 : 201)
      const { id } = again?.json as { id: string }
      expect(newOnes(site, subject)).toEqual([id])
      expect(id).toBe(subject.id ?? id)
      await site.server().api.untilStatus(id, 'running')
      await site.open(subject.gate)
      await expectCompleted(site, id, { costUsd: 0.5, runCount: 1 })
    },
  },

  finish: {
    prepare: (site) => startHeld(site),
    act: async (site, { gate }) => {
      await site.open(gate)
      return undefined
    },
    finish: async (site, { id = '' }) => {
      await expectCompleted(site, id, { costUsd: 0.5, runCount: 1 })
    },
  },

  answer: {
    prepare: async (site) => {
      const subject = newSubject(site)
      subject.id = idOf(await site.start('ask'))
      await site.server().api.untilStatus(subject.id, 'waiting_for_input')
      await site.untilIdle()
      return subject
    },
    act: (site, { id = '', gate }) => site.answer(id, 'This one', gate),
    finish: async (site, { id = '', gate }, failpoint) => {
      const { status } = await site.server().api.status(id)
      expect(status === 'waiting_for_input').toBe(NOT_STORED.includes(failpoint))
      expect((await site.answer(id, 'This one', gate))?.status).toBe(200)
      const { answers } = await expectCompleted(site, id, { costUsd: 0.75, runCount: 2 })
      expect(answers).toMatchObject([{ answers: { q1: 'This one' } }])
    },
  },

  cancel: {
    prepare: (site) => startHeld(site, { also: 'deaf' }),
    act: (site, { id = '' }) => site.cancel(id),
    finish: async (site, { id = '' }) => {
      const cancelled = await site.server().api.untilStatus(id, 'cancelled')
      expect(cancelled).toMatchObject({ stop: { reason: 'cancelled', survivors: [] } })
      expect(cancelled.stop?.signals.map(({ signal }) => signal)).toContain('SIGTERM')
      expect(site.starts(id)).toHaveLength(1)
      expect((await site.cancel(id))?.json).toEqual(cancelled)
    },
  },

  timeout: {
    prepare: (site) => startHeld(site, { also: 'deaf', timeoutMs: TIMEOUT_MS }),
    act: () => Promise.resolve(undefined),
    finish: async (site, { id = '' }) => {
      const failed = await site.server().api.untilStatus(id, 'failed')
      expect(failed).toMatchObject({ error: { code: 'TIMED_OUT' }, stop: { survivors: [] } })
      expect(failed.costUsd).toBeUndefined()
      expect(site.starts(id)).toHaveLength(1)
    },
  },
}

function newSubject(site: CrashSite): Subject {
  const others = new Set(site.history.look().keys())
  return { others, gate: `gate-${String(others.size)}` }
}

function newOnes(site: CrashSite, { others }: Subject): string[] {
  return [...site.history.look().keys()].filter((id) => !others.has(id))
}

function requestOf({ gate }: Subject): [string, { requestId: string }] {
  return [`hold=${gate}`, { requestId: gate }]
}

async function startHeld(
  site: CrashSite,
  { also = '', ...more }: { also?: string; timeoutMs?: number } = {},
): Promise<Subject> {
  const subject = newSubject(site)
  const id = idOf(await site.start(`${also} hold=${subject.gate}`, more))
  await site.server().api.untilStatus(id, 'running')
  // It is a process by then, and not yet one that says so, or is deaf, or has left anything behind.
  await until(() => site.starts(id)[0]?.leaves.length === 1, { what: 'the agent to be at its gate' })
  return { ...subject, id }
}

function idOf(response: HttpResponse | undefined): string {
  expect(response?.status).toBe(201)
  return (response?.json as { id: string }).id
}

/** Each run was started once and is counted once, and nothing that it started is left. */
async function expectCompleted(
  site: CrashSite,
  id: string,
  { costUsd, runCount }: { costUsd: number; runCount: number },
): Promise<WorkflowExecution> {
  const completed = await site.server().api.untilStatus(id, 'completed')
  expect(completed).toMatchObject({ output: { message: 'Done.' }, costUsd, numTurns: 2 * runCount })
  expect(completed.runs.map(({ attempt, exitCode }) => [attempt, exitCode])).toEqual(
    Array.from({ length: runCount }, (_, index) => [index + 1, 0]),
  )
  expect(site.starts(id).map(({ attempt }) => attempt)).toEqual(completed.runs.map(({ attempt }) => attempt))
  return completed
}
