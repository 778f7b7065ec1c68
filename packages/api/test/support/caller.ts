import type { AnswerLinks, Doctor, WorkflowService } from '@specflow/workflow'
import { createCaller } from '../../src/index.ts'
import { createServiceWith } from './service.ts'

/** Nobody of this test examines anything. */
export const NO_DOCTOR: Doctor = {
  examine: () => Promise.reject(new Error('The test did not expect an examination.')),
}

/** Nor has anybody a link. */
export const NO_LINKS: AnswerLinks = {
  show: () => Promise.reject(new Error('The test did not expect an answer link.')),
  answer: () => Promise.reject(new Error('The test did not expect an answer link.')),
}

/** A caller over the given use cases, and what it reported as unexpected. */
export function createTestCaller(useCases: Partial<WorkflowService>, doctor: Doctor = NO_DOCTOR) {
  const unexpected: unknown[] = []
  const caller = createCaller({
    build: 'build-1',
    service: createServiceWith(useCases),
    answerLinks: NO_LINKS,
    doctor,
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
