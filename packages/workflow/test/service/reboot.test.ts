import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPlatform, createProcessRunner, type Platform } from '@specflow/process-runner'
import { expect, it } from 'vitest'
import { createMemoryAcknowledgements } from '../../src/acknowledgements/memory-acknowledgements.ts'
import { createMemoryCostMeters } from '../../src/cost/memory-meters.ts'
import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import { createMemoryRegistry } from '../../src/projects/memory-registry.ts'
import { createStoreRunQueue } from '../../src/queue/store-run-queue.ts'
import type { WorkflowService } from '../../src/service/port.ts'
import { createWorkflowService } from '../../src/service/workflow-service.ts'
import { createMemoryCatalog } from '../../src/skills/memory-catalog.ts'
import { createMemorySnapshots } from '../../src/snapshot/memory-snapshots.ts'
import { openFileStore } from '../../src/store/file-store.ts'
import { createMemoryTranscriptReader } from '../../src/transcript/memory-reader.ts'
import { createFakeClaudeSubject } from '../runner/fake-claude-subject.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { waitForStatus } from './service-harness.ts'

const SKILL = { name: 'work', description: '', source: 'project', invocation: 'slash' } as const

it('S7 after a reboot a run ends by the result that it left, or is INTERRUPTED; a question and the queue are as before', async () => {
  const machine = await createMachine()
  const before = await machine.boot(createPlatform())
  const start = (mode: string) => machine.start(before, mode)
  const [cut, finished, asking] = [
    await start('hang'),
    await start('result_then_hang'),
    await start('needs_input'),
  ]
  await waitForStatus(before, asking, 'waiting_for_input')
  for (const id of [cut, finished]) await waitForStatus(before, id, 'running')
  await machine.untilOutput(finished)
  const held = await start('hang')
  await waitForStatus(before, held, 'running')
  const waiting = await start('ok')
  const question = machine.record(asking)
  await before.close()
  for (const id of [cut, finished, held]) machine.cutPower(id)

  const after = await machine.boot(onAnotherBoot(createPlatform()))
  await after.recover()
  for (const id of [cut, held]) {
    const failed = await waitForStatus(after, id, 'failed')
    expect(failed).toMatchObject({ error: { code: 'INTERRUPTED' }, runs: [{ attempt: 1 }] })
  }
  const completed = await waitForStatus(after, finished, 'completed')
  expect(completed.costUsd).toBeGreaterThan(0)
  expect(completed.runs[0]).not.toHaveProperty('exitCode')
  expect(machine.record(asking)).toBe(question)
  expect(await waitForStatus(after, waiting, 'completed')).toMatchObject({ runs: [{ exitCode: 0 }] })
  await after.close()
})

/** The disk of a machine, and the processes that its power ends. */
async function createMachine() {
  const workflowsPath = temporaryDirectory()
  const projectPath = temporaryDirectory()
  const projects = createMemoryRegistry({ now: () => new Date() })
  const { project } = await projects.register({ path: projectPath })
  const runFile = (id: string, name: string) => join(workflowsPath, id, 'run-1', name)

  const boot = async (platform: Platform): Promise<WorkflowService> => {
    const store = await openFileStore({ directory: workflowsPath })
    const { runner } = createFakeClaudeSubject({
      workflowsPath,
      processRunner: createProcessRunner({ platform }),
    })
    return createWorkflowService({
      store,
      acknowledgements: createMemoryAcknowledgements(),
      projects,
      skills: createMemoryCatalog({ [project.path]: [SKILL] }),
      queue: createStoreRunQueue({ store, limits: { maxRuns: 3, runsPerLane: 3 } }),
      snapshots: createMemorySnapshots(),
      agents: {
        forStart: () => Promise.resolve(runner),
        forKind: () => runner,
        status: () => runner.status(),
        problems: () => runner.problems(),
      },
      transcripts: createMemoryTranscriptReader(),
      limits: createMemoryLimits(),
      costMeters: createMemoryCostMeters(),
      defaultTimeoutMs: 60_000,
      about: { version: '0.1.0', pid: 1, stateDirectory: workflowsPath },
      problems: () => [],
      now: () => new Date(),
      createId: () => randomUUID(),
      log: { info: () => undefined, error: () => undefined },
    })
  }

  return {
    boot,
    start: async (service: WorkflowService, mode: string) => {
      const input = { projectId: project.id, skill: SKILL.name, input: `fake-claude: ${mode}` }
      return (await service.start(input)).execution.id
    },
    record: (id: string) => readFileSync(join(workflowsPath, `${id}.json`), 'utf8'),
    untilOutput: (id: string) =>
      expect
        .poll(() => readFileSync(runFile(id, 'output.json'), 'utf8'), { timeout: 10_000 })
        .toContain('\n'),
    /** Kills the whole run and no more: its supervisor leads the group. */
    cutPower: (id: string) => {
      expect(existsSync(runFile(id, 'exit.json'))).toBe(false)
      const { pid } = JSON.parse(readFileSync(runFile(id, 'process.json'), 'utf8')) as { pid: number }
      process.kill(-pid, 'SIGKILL')
    },
  }
}

function onAnotherBoot(platform: Platform): Platform {
  const bootId = 'another boot'
  return {
    ...platform,
    bootId: () => bootId,
    identify: (pid) => {
      const identity = platform.identify(pid)
      return identity && { ...identity, bootId }
    },
  }
}
