import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { expect, test } from 'vitest'
import { WorkflowError, type WorkflowService } from '@specflow/workflow'
import { appRouter } from '../../src/index.ts'
import { NO_DOCTOR, NO_LINKS } from '../support/caller.ts'
import { EXECUTION_ID, createServiceWith } from '../support/service.ts'

interface WireError {
  error: { message: string; data: Record<string, unknown> }
}

async function request(path: string, useCases: Partial<WorkflowService> = {}, init?: RequestInit) {
  const response = await fetchRequestHandler({
    endpoint: '/api/trpc',
    req: new Request(`http://127.0.0.1/api/trpc/${path}`, init),
    router: appRouter,
    createContext: () => ({
      build: 'build-1',
      service: createServiceWith(useCases),
      answerLinks: NO_LINKS,
      doctor: NO_DOCTOR,
      onUnexpectedError: () => undefined,
    }),
  })
  const text = await response.text()
  return { status: response.status, text, ...(JSON.parse(text) as WireError) }
}

const statusOf = (id: string) => `workflow.status?input=${encodeURIComponent(JSON.stringify({ id }))}`

test('a refusal carries its code and details in data', async () => {
  const refusal = new WorkflowError('EXECUTION_NOT_FOUND', 'No such execution.', {
    details: { id: EXECUTION_ID },
  })
  const { status, error } = await request(statusOf(EXECUTION_ID), { status: () => Promise.reject(refusal) })
  expect(status).toBe(404)
  expect(error.message).toBe('No such execution.')
  expect(error.data).toEqual({
    code: 'NOT_FOUND',
    httpStatus: 404,
    path: 'workflow.status',
    workflowCode: 'EXECUTION_NOT_FOUND',
    details: { id: EXECUTION_ID },
  })
})

test('an input that does not fit carries its issues', async () => {
  const { status, error } = await request(statusOf('nonsense'))
  expect(status).toBe(400)
  expect(error.data).toMatchObject({ workflowCode: 'INVALID_INPUT', issues: [{ path: ['id'] }] })
})

test('an unexpected error shows neither message nor stack', async () => {
  const bug = new Error('secret path /home/ada')
  const { status, text, error } = await request(statusOf(EXECUTION_ID), { status: () => Promise.reject(bug) })
  expect(status).toBe(500)
  expect(error.data.workflowCode).toBe('INTERNAL')
  expect(text).not.toContain('secret')
  expect(text).not.toContain('.ts:')
})

test.each([
  ['an unknown procedure', 'workflow.destroy', undefined, 404, 'ROUTE_NOT_FOUND'],
  [
    'a mutation by GET',
    `workflow.cancel?input=${encodeURIComponent('{}')}`,
    undefined,
    405,
    'METHOD_NOT_ALLOWED',
  ],
  [
    'a broken body',
    'workflow.cancel',
    { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
    400,
    'MALFORMED_JSON',
  ],
] as const)('%s has a code of ours', async (_, path, init, status, workflowCode) => {
  const answer = await request(path, {}, init)
  expect(answer.status).toBe(status)
  expect(answer.error.data.workflowCode).toBe(workflowCode)
})
