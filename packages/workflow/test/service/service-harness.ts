import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryAcknowledgements } from '../../src/acknowledgements/memory-acknowledgements.ts'
import type { Acknowledgements } from '../../src/acknowledgements/port.ts'
import { createMemoryCostMeters } from '../../src/cost/memory-meters.ts'
import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import type { LimitsStore } from '../../src/limits/port.ts'
import { createMemoryRegistry } from '../../src/projects/memory-registry.ts'
import { createStoreRunQueue } from '../../src/queue/store-run-queue.ts'
import { createScriptedRunner } from '../../src/runner/memory-runner.ts'
import type { ScriptedEnd } from '../../src/runner/scripted-run.ts'
import type {
  AgentStatus,
  ExecutionStatus,
  HealthProblem,
  Project,
  WorkflowExecution,
} from '../../src/schema/index.ts'
import type { ExecutionMove, WorkflowService, WorkflowServiceOptions } from '../../src/service/port.ts'
import { createWorkflowService } from '../../src/service/workflow-service.ts'
import { createMemoryCatalog } from '../../src/skills/memory-catalog.ts'
import { createMemorySnapshots } from '../../src/snapshot/memory-snapshots.ts'
import { createMemoryStore } from '../../src/store/memory-store.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { createMemoryTranscriptReader } from '../../src/transcript/memory-reader.ts'
import { createBreakableAgent } from './breakable-agent.ts'

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
  /** What the disk takes its time for. */
  beforeCreate?: () => Promise<void>
  /** What keeps a record from being read, where it throws. */
  beforeGet?: () => void
  store?: ExecutionStore
  wait?: WorkflowServiceOptions['wait']
  acknowledgements?: Acknowledgements
  limits?: LimitsStore
  now?: () => Date
  onMove?: WorkflowServiceOptions['onMove']
}

/** A world that outlives its services, as a disk and its processes outlive a server. */
export async function createWorld({
  maxRuns = 4,
  runsPerLane = 1,
  beforeCreate = () => Promise.resolve(),
  beforeGet = () => undefined,
  store: disk = createMemoryStore(),
  wait,
  acknowledgements = createMemoryAcknowledgements(),
  limits = createMemoryLimits(),
  now = () => new Date(),
  onMove = () => undefined,
  ...scripted
}: WorldOptions = {}) {
  const store: ExecutionStore = {
    ...disk,
    create: async (execution) => {
      await beforeCreate()
      return disk.create(execution)
    },
    get: async (id) => {
      beforeGet()
      return disk.get(id)
    },
  }
  const folder = await mkdtemp(join(tmpdir(), 'specflow-service-'))
  const projects = createMemoryRegistry({ now })
  const { project } = await projects.register({ path: folder, name: 'shop' })
  const runner = createScriptedRunner({ now, ...scripted })
  const transcripts = createMemoryTranscriptReader()
  const snapshots = createMemorySnapshots()
  const costMeters = createMemoryCostMeters()
  const services: WorkflowService[] = []
  const logged: Record<string, unknown>[] = []
  const failures: Record<string, unknown>[] = []
  const moves: ExecutionMove[] = []
  const { agent, faults } = createBreakableAgent(runner)

  /** A new server over the same state; the one before it is as dead as after a kill -9. */
  const boot = (): WorkflowService => {
    const service = createWorkflowService({
      store,
      acknowledgements,
      projects,
      skills: createMemoryCatalog({ [project.path]: [REVIEW] }),
      queue: createStoreRunQueue({ store, limits: { maxRuns, runsPerLane } }),
      agents: {
        forStart: async () => {
          await runner.ensureReady()
          return agent
        },
        forKind: () => agent,
        status: () => runner.status(),
        problems: () => runner.problems(),
      },
      transcripts,
      snapshots,
      limits,
      costMeters,
      defaultTimeoutMs: 600_000,
      about: { version: '0.1.0', pid: 1, stateDirectory: folder },
      problems: () => [],
      now,
      ...(wait && { wait }),
      createId: () => randomUUID(),
      log: {
        info: (fields, message) => logged.push({ ...fields, message }),
        error: (fields, message) => failures.push({ ...fields, message }),
      },
      onMove: (move) => {
        moves.push(move)
        onMove(move)
      },
    })
    services.push(service)
    return service
  }

  return {
    acknowledgements,
    folder,
    /** The lines of the level `info` of every service of this world. */
    logged,
    /** Those of the level `error`. */
    failures,
    /** What the observer was told. */
    moves,
    project,
    projects,
    runner,
    costMeters,
    snapshots,
    store,
    transcripts,
    boot,
    start: (service: WorkflowService, more: { requestId?: string; input?: string } = {}) =>
      startReview(service, project, more),
    ...faults,
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

/** A promise that resolves when it is opened. */
export function createGate() {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** Everything that can happen without anything new from outside has happened. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await new Promise((resolve) => setImmediate(resolve))
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
