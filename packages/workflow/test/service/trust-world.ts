import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorkflowService } from '../../src/service/port.ts'
import { ASKS, COMPLETED, createWorld, SESSION, waitForStatus } from './service-harness.ts'

type World = Awaited<ReturnType<typeof createWorld>>

export const hooksOf = (command: string) => ({ hooks: { Stop: [{ hooks: [{ type: 'command', command }] }] } })

export async function bring(world: World, settings: unknown): Promise<void> {
  await mkdir(join(world.folder, '.claude'), { recursive: true })
  await writeFile(join(world.folder, '.claude/settings.json'), JSON.stringify(settings))
}

export const startInput = (world: World) => ({ projectId: world.project.id, skill: 'review' })

export async function preflightOf(world: World, service: WorkflowService) {
  const { brings, hash, isAcknowledged } = await service.preflight(startInput(world))
  return { brings, hash: hash ?? '', isAcknowledged }
}

/** A world with a service and an execution that has come so far, in a folder that brings a hook only after that. */
export async function worldWith(far: 'completed' | 'asked') {
  const world = await createWorld()
  const service = world.boot()
  const id = await world.start(service)
  await waitForStatus(service, id, 'running')
  world.runner.finish(id, far === 'asked' ? ASKS : { ...COMPLETED, sessionId: SESSION })
  const execution = await waitForStatus(service, id, far === 'asked' ? 'waiting_for_input' : 'completed')
  await bring(world, hooksOf('./stop.sh'))
  const [database = '', checks = ''] = execution.questionSet?.questions.map((question) => question.id) ?? []
  return { world, service, id, answers: { [database]: 'SQLite', [checks]: ['lint'] } }
}
