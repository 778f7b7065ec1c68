import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryRegistry } from '../../src/projects/memory-registry.ts'
import { createMemoryRunQueue } from '../../src/queue/memory-run-queue.ts'
import type { AgentRunner } from '../../src/runner/port.ts'
import { createScriptedRunner } from '../../src/runner/memory-runner.ts'
import type { ScriptedEnd } from '../../src/runner/scripted-run.ts'
import type {
  AgentStatus,
  ExecutionStatus,
  HealthProblem,
  Project,
  WorkflowExecution,
} from '../../src/schema/index.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { createWorkflowService } from '../../src/service/workflow-service.ts'
import { createMemoryCatalog } from '../../src/skills/memory-catalog.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'

const REVIEW = {
  name: 'review',
  description: 'Reviews',
  source: 'project',
  invocation: 'slash',
} as const

interface WorldOptions {
  maxRuns?: number
  runsPerLane?: number
  claimsAtOnce?: boolean
  status?: AgentStatus
  problems?: HealthProblem[]
}

/** A world that outlives its services, as a disk and its processes outlive a server. */
export async function createWorld({ maxRuns = 4, runsPerLane = 1, ...scripted }: WorldOptions = {}) {
  const store = createMemoryStore()
  const now = () => new Date()
  const folder = await mkdtemp(join(tmpdir(), 'specflow-service-'))
  const projects = createMemoryRegistry({ now })
  const { project } = await projects.register({ path: folder, name: 'shop' })
  const runner = createScriptedRunner({ now, ...scripted })
  const services: WorkflowService[] = []
  const broken = new Set<string>()
  const agent: AgentRunner = {
    ...runner,
    recover: (reference) =>
      broken.has(reference.executionId) ? Promise.reject(new Error('damaged')) : runner.recover(reference),
  }

  /** A new server over the same state; the one before it is as dead as after a kill -9. */
  const boot = (): WorkflowService => {
    const service = createWorkflowService({
      store,
      projects,
      skills: createMemoryCatalog({ [project.path]: [REVIEW] }),
      queue: createMemoryRunQueue({ maxRuns, runsPerLane }),
      agents: {
        forStart: async () => {
          await runner.ensureReady()
          return agent
        },
        forKind: () => agent,
        status: () => runner.status(),
        problems: () => runner.problems(),
      },
      defaultTimeoutMs: 600_000,
      about: { version: '0.1.0', pid: 1, stateDirectory: folder },
      problems: () => [],
      now,
      createId: () => randomUUID(),
      log: { info: () => undefined, error: () => undefined },
    })
    services.push(service)
    return service
  }

  return {
    folder,
    project,
    projects,
    runner,
    store,
    boot,
    start: (service: WorkflowService, more: { requestId?: string; input?: string } = {}) =>
      startReview(service, project, more),
    /** From now on the run of this execution cannot be read back. */
    breakRecovery: (id: string) => broken.add(id),
    waitForRequests: (count: number) => until(() => runner.requests.length >= count),
    async [Symbol.asyncDispose]() {
      await Promise.all(services.map((service) => service.close()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startReview(service: WorkflowService, { id }: Project, more: object): Promise<string> {
  const { execution } = await service.start({ projectId: id, skill: 'review', ...more })
  return execution.id
}

/** Resolves when the execution has the status; bounded, so that a wrong one fails with what it was. */
export async function waitForStatus(
  service: WorkflowService,
  id: string,
  status: ExecutionStatus,
): Promise<WorkflowExecution> {
  let seen = await service.get(id)
  await until(
    async () => {
      seen = await service.get(id)
      return seen.status === status
    },
    () => `expected ${status}, is ${seen.status}`,
  )
  return seen
}

async function until(isTrue: () => boolean | Promise<boolean>, complaint = () => 'it never came') {
  const deadline = performance.now() + 5_000
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(complaint())
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const COMPLETED: ScriptedEnd = {
  outcome: { kind: 'completed', output: { status: 'completed', message: 'done' } },
}

export const SESSION = '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11'

/** A run that ends with one single-choice and one multiple-choice question. */
export const ASKS: ScriptedEnd = {
  sessionId: SESSION,
  sessionCostUsd: 0.01,
  outcome: {
    kind: 'needs_input',
    output: {
      status: 'needs_input',
      questions: [
        { question: 'Which database?', options: [{ label: 'PostgreSQL' }, { label: 'SQLite' }] },
        { question: 'Which checks?', options: [{ label: 'lint' }, { label: 'types' }], multiSelect: true },
      ],
    },
  },
}
