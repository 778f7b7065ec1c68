import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { describe, expect, test } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import { WORKFLOW_ERROR_CODES, type WorkflowErrorCode } from '@specflow/workflow/schema'
import { ERROR_STATUS, describeError, toErrorBody, toTRPCError } from '../../src/index.ts'
import { createTestCaller, rejectionOf } from '../support/caller.ts'
import { EXECUTION_ID } from '../support/service.ts'

/** By hand, as it is promised to callers; the table in the code is what is tested. */
const PROMISED: Record<number, readonly WorkflowErrorCode[]> = {
  400: ['INVALID_INPUT', 'MALFORMED_JSON', 'PROJECT_PATH_INVALID', 'ANSWERS_INVALID'],
  401: ['UNAUTHORIZED'],
  403: ['FORBIDDEN'],
  404: [
    'EXECUTION_NOT_FOUND',
    'PROJECT_NOT_FOUND',
    'SKILL_NOT_FOUND',
    'OUTPUT_NOT_FOUND',
    'ANSWER_LINK_NOT_FOUND',
    'ROUTE_NOT_FOUND',
  ],
  405: ['METHOD_NOT_ALLOWED'],
  409: [
    'NOT_WAITING',
    'ALREADY_ANSWERED',
    'STALE_QUESTIONS',
    'ALREADY_ENDED',
    'NOT_ENDED',
    'NO_SESSION',
    'PROJECT_PATH_MISSING',
  ],
  412: ['AGENT_NOT_FOUND', 'AGENT_REFUSED', 'TRUST_REQUIRED'],
  413: ['BODY_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  429: ['RATE_LIMITED'],
  500: ['INTERNAL'],
  503: ['STOP_FAILED', 'REGISTRY_UNREADABLE', 'LIMITS_UNREADABLE', 'HOST_UNREACHABLE'],
  507: ['STORAGE_FULL', 'STORAGE_UNWRITABLE'],
}

const rows = Object.entries(PROMISED).flatMap(([status, codes]) =>
  codes.map((code) => [code, Number(status)] as const),
)

test('every code has a promised status', () => {
  expect(rows.map(([code]) => code).toSorted()).toEqual([...WORKFLOW_ERROR_CODES].toSorted())
})

describe.each(rows)('%s', (code, status) => {
  const thrown = new WorkflowError(code, 'In plain words.', { details: { nearest: ['weed'] } })
  const isTold = code !== 'INTERNAL'

  test(`is ${String(status)} over REST, through the caller`, async () => {
    const { caller } = createTestCaller({ status: () => Promise.reject(thrown) })
    const answer = toErrorBody(await rejectionOf(caller.workflow.status({ id: EXECUTION_ID })))
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBe(code)
    expect(answer.body.error.message === 'In plain words.').toBe(isTold)
    expect(answer.body.error.details).toEqual(isTold ? { nearest: ['weed'] } : undefined)
  })

  test('is a status of the same class over tRPC', () => {
    const httpStatus = getHTTPStatusCodeFromError(toTRPCError(thrown))
    expect(Math.floor(httpStatus / 100)).toBe(Math.floor(ERROR_STATUS[code].http / 100))
  })
})

test('an error of another copy of the class is known by its name and code', () => {
  const twin = Object.assign(new Error('Gone.'), { name: 'WorkflowError', code: 'PROJECT_PATH_MISSING' })
  expect(describeError(twin)).toEqual({ code: 'PROJECT_PATH_MISSING', message: 'Gone.' })
})

test.each([
  ['a system error', Object.assign(new Error('secret'), { code: 'ENOENT' })],
  [
    'a namesake with a code of its own',
    Object.assign(new Error('secret'), { name: 'WorkflowError', code: 'toString' }),
  ],
  ['an unexpected error of tRPC', new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'secret' })],
  ['a string', 'secret'],
  ['nothing', undefined],
])('%s is INTERNAL and its message stays in the server', (_, thrown) => {
  const { status, body } = toErrorBody(thrown)
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('an unexpected error is reported with its cause, a refusal is not', async () => {
  const bug = new TypeError('secret')
  const broken = createTestCaller({ status: () => Promise.reject(bug) })
  await rejectionOf(broken.caller.workflow.status({ id: EXECUTION_ID }))
  expect(broken.unexpected).toEqual([bug])

  const refused = createTestCaller({
    status: () => Promise.reject(new WorkflowError('EXECUTION_NOT_FOUND', 'No.')),
  })
  await rejectionOf(refused.caller.workflow.status({ id: EXECUTION_ID }))
  expect(refused.unexpected).toEqual([])
})
