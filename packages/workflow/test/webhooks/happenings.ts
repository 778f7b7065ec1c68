import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowExecution } from '../../src/schema/index.ts'
import type { ExecutionStore } from '../../src/store/port.ts'
import { newExecution } from '../support/executions.ts'

export const AT = '2026-03-01T09:00:00.000Z'
export const BASE = 'http://10.0.0.7:4747'

/** Files of deliveries. */
export const outboxOf = (home: string, folder = '') =>
  readdirSync(join(home, 'outbox', folder)).filter((name) => name.startsWith('msg_'))

export async function run(store: ExecutionStore): Promise<WorkflowExecution> {
  return store.create(newExecution({ status: 'running' }))
}

export async function complete(store: ExecutionStore): Promise<WorkflowExecution> {
  return store.update({ ...(await run(store)), status: 'completed', completedAt: AT })
}

export async function ask(store: ExecutionStore, question = 'Which?'): Promise<WorkflowExecution> {
  const execution = await run(store)
  const questions = [{ id: 'q1', question, options: [{ label: 'This' }], multiSelect: false }]
  return store.update({
    ...execution,
    status: 'waiting_for_input',
    questionSet: { id: randomUUID(), questions },
    timeline: [...execution.timeline, { at: AT, event: 'input_requested' }],
  })
}

export const endOf = ({ id }: WorkflowExecution) => `msg_${id.replaceAll('-', '')}_end`
export const questionOf = ({ id }: WorkflowExecution, number = 1) =>
  `msg_${id.replaceAll('-', '')}_q${String(number)}`
