import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryAcknowledgements } from '../../src/acknowledgements/memory-acknowledgements.ts'
import { createMemoryCostMeters } from '../../src/cost/memory-meters.ts'
import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import { createMemoryRegistry } from '../../src/projects/memory-registry.ts'
import { createStoreRunQueue } from '../../src/queue/store-run-queue.ts'
import { createScriptedRunner, type ScriptedRunner } from '../../src/runner/memory-runner.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { createWorkflowService } from '../../src/service/workflow-service.ts'
import { createMemoryCatalog } from '../../src/skills/memory-catalog.ts'
import { createMemorySnapshots } from '../../src/snapshot/memory-snapshots.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { createMemoryTranscriptReader } from '../../src/transcript/memory-reader.ts'
import { DISK_FAULTS, faultyDisk, type FaultyDisk } from '../support/faulty-disk.ts'
import { synchronousDisk } from '../support/synchronous-disk.ts'
import { createClock, type Clock } from './clock.ts'
import { beginLife, type Life } from './life.ts'
import type { Limits } from './reference/state.ts'

export const SKILL = 'review'
const LANES = ['shop', 'mill', 'farm']

/** A server over the files and the processes of the world. */
export interface Server {
  service: WorkflowService
  life: Life
}

/** Everything that outlives a server: the files, the disk that they are on, the processes, the time. */
export interface World {
  /** Where the records are. */
  directory: string
  /** Ids of the projects by the names of their lanes. */
  projectIds: ReadonlyMap<string, string>
  disk: FaultyDisk
  runner: ScriptedRunner
  clock: Clock
  limits: Limits
  boot(): Promise<Server>
  [Symbol.dispose](): void
}

export async function createWorld({ limits, seed }: { limits: Limits; seed: number }): Promise<World> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'specflow-model-')))
  const directory = join(home, 'workflows')
  const clock = createClock()
  const projects = createMemoryRegistry({ now: clock.now })
  const projectIds = new Map<string, string>()
  for (const lane of LANES) {
    mkdirSync(join(home, lane))
    const { project } = await projects.register({ path: join(home, lane), name: lane })
    projectIds.set(lane, project.id)
  }
  const skill = { name: SKILL, description: 'Reviews', source: 'project', invocation: 'slash' } as const
  const skills = createMemoryCatalog(Object.fromEntries(LANES.map((lane) => [join(home, lane), [skill]])))
  // A rename that is reported as failed and was done is a matter of the store alone (`disk-faults.test.ts`).
  const faults = DISK_FAULTS.filter((fault) => fault !== 'late EIO')
  const disk = faultyDisk({ seed, rate: 0, faults, disk: synchronousDisk({ sync: false }) })
  const runner = createScriptedRunner({ now: clock.now })
  const createId = countIds()

  const boot = async (): Promise<Server> => {
    const life = beginLife()
    const store = await openFileStore({ directory, now: clock.now, ...life.disk(disk) })
    const agent = life.runner(runner)
    const service = createWorkflowService({
      store,
      acknowledgements: createMemoryAcknowledgements(),
      projects,
      skills,
      queue: createStoreRunQueue({ store, limits }),
      snapshots: createMemorySnapshots(),
      agents: {
        forStart: () => Promise.resolve(agent),
        forKind: () => agent,
        status: () => agent.status(),
        problems: () => agent.problems(),
      },
      transcripts: createMemoryTranscriptReader(),
      limits: createMemoryLimits(),
      costMeters: createMemoryCostMeters(),
      defaultTimeoutMs: 600_000,
      about: { version: '0.1.0', pid: 1, stateDirectory: home },
      problems: () => [],
      now: clock.now,
      wait: life.wait(clock.wait),
      createId,
      log: { info: () => undefined, error: () => undefined },
    })
    await service.recover()
    return { service, life }
  }

  return {
    directory,
    projectIds,
    disk,
    runner,
    clock,
    limits,
    boot,
    [Symbol.dispose]: () => {
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** UUIDs that are the same in every run of a sequence. */
function countIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
  }
}
