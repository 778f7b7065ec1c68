import type { ExecutionStatus } from '../../src/schema/index.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { createWorld, waitForStatus } from './service-harness.ts'

/** A world at noon of the server's day, in which looks at the cost follow each other at once. */
export async function createLimitedWorld(options: Parameters<typeof createWorld>[0] = {}) {
  let nowMs = new Date(2026, 2, 10, 12).getTime()
  const world = await createWorld({
    maxRuns: 100,
    runsPerLane: 100,
    now: () => new Date(nowMs),
    wait: (_ms, signal) =>
      new Promise((resolve, reject) => {
        setImmediate(() => {
          if (signal.aborted) reject(new Error('aborted'))
          else resolve()
        })
      }),
    ...options,
  })
  return {
    ...world,
    passMinutes: (minutes: number) => {
      nowMs += minutes * 60_000
    },
    /** Starts a run that has a session open, as soon as it runs. */
    startWithSession: async (service: WorkflowService, sessionId: string) => {
      const id = await world.start(service)
      await waitForStatus(service, id, 'running')
      world.runner.beginSession(id, sessionId)
      return id
    },
    untilStatus: (service: WorkflowService, id: string, status: ExecutionStatus) =>
      waitForStatus(service, id, status),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

export const SESSIONS = [
  '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11',
  '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b12',
  '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b13',
] as const
