import type { WorkflowService } from '@specflow/workflow'
import { createCaller } from '../../src/index.ts'
import { createServiceWith } from './service.ts'

/** A caller over the given use cases, and what it reported as unexpected. */
export function createTestCaller(useCases: Partial<WorkflowService>) {
  const unexpected: unknown[] = []
  const caller = createCaller({
    service: createServiceWith(useCases),
    onUnexpectedError: (error) => unexpected.push(error),
  })
  return { caller, unexpected }
}

/** What a promise was rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('The promise was expected to be rejected.')
}
