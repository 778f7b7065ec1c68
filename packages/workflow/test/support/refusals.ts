import { expect } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'

/** The refusal that the work ends in; anything else fails the test. */
export async function refusalOf(work: Promise<unknown>): Promise<WorkflowError> {
  const outcome = await work.then(
    (value) => ({ resolvedWith: value }),
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(WorkflowError)
  return outcome as WorkflowError
}
