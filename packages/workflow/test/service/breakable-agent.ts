import type { AgentRunReference, AgentRunner } from '../../src/runner/port.ts'
import type { createScriptedRunner } from '../../src/runner/memory-runner.ts'

/** The scripted agent, of which a test can make single steps slow or fail. */
export function createBreakableAgent(runner: ReturnType<typeof createScriptedRunner>) {
  const broken = new Set<string>()
  const slow = new Map<string, Promise<void>>()
  const recovered: AgentRunReference[] = []
  let sessionsFailure: Error | undefined
  let startFailure: Error | undefined
  const agent: AgentRunner = {
    ...runner,
    start: async (request) => {
      const run = await runner.start(request)
      if (!startFailure) return run
      throw startFailure
    },
    recover: async (reference) => {
      recovered.push(reference)
      await slow.get(reference.executionId)
      if (broken.has(reference.executionId)) throw new Error('damaged')
      return runner.recover(reference)
    },
    findSessionHolders: (sessionIds) =>
      sessionsFailure ? Promise.reject(sessionsFailure) : runner.findSessionHolders(sessionIds),
    findOpenSession: (executionId) =>
      sessionsFailure ? Promise.reject(sessionsFailure) : runner.findOpenSession(executionId),
  }
  return {
    agent,
    faults: {
      /** The runs that were looked for, as the services named them. */
      recovered,
      /** From now on the run of this execution cannot be read back. */
      breakRecovery: (id: string) => broken.add(id),
      mendRecovery: (id: string) => broken.delete(id),
      /** While there is an error, whoever starts a run gets it although the run has begun. */
      loseStarts: (error: Error | undefined) => {
        startFailure = error
      },
      /** From now on the run of this execution is not read back before this promise resolves. */
      slowRecovery: (id: string, until: Promise<void>) => slow.set(id, until),
      /** While there is an error, it cannot be told who has which session open. */
      breakSessions: (error: Error | undefined) => {
        sessionsFailure = error
      },
    },
  }
}
