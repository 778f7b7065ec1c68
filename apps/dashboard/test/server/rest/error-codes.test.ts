import { expect, test } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import type { WorkflowErrorCode } from '@specflow/workflow/schema'
import { startFrontServer } from '../support/front-server.ts'
import type { ErrorBody } from '../support/requests.ts'

/** The public promise, written down once more by hand: a table that is compared with itself is always right. */
const PROMISED: Record<WorkflowErrorCode, number> = {
  INVALID_INPUT: 400,
  MALFORMED_JSON: 400,
  PROJECT_PATH_INVALID: 400,
  ANSWERS_INVALID: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  EXECUTION_NOT_FOUND: 404,
  PROJECT_NOT_FOUND: 404,
  SKILL_NOT_FOUND: 404,
  OUTPUT_NOT_FOUND: 404,
  ANSWER_LINK_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_WAITING: 409,
  ALREADY_ANSWERED: 409,
  STALE_QUESTIONS: 409,
  ALREADY_ENDED: 409,
  NOT_ENDED: 409,
  NO_SESSION: 409,
  PROJECT_PATH_MISSING: 409,
  AGENT_NOT_FOUND: 412,
  AGENT_REFUSED: 412,
  TRUST_REQUIRED: 412,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  STOP_FAILED: 503,
  REGISTRY_UNREADABLE: 503,
  LIMITS_UNREADABLE: 503,
  HOST_UNREACHABLE: 503,
  STORAGE_FULL: 507,
  STORAGE_UNWRITABLE: 507,
}

test.each(Object.entries(PROMISED) as [WorkflowErrorCode, number][])(
  '%s is answered with %i over a real connection',
  async (code, status) => {
    const details = { nearest: ['weed'] }
    const refusal = new WorkflowError(code, 'In plain words.', { details })
    const { answer, body } = await startOver(refusal)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(body).toEqual(
      code === 'INTERNAL'
        ? { error: { code, message: expect.not.stringContaining('plain words') as unknown } }
        : { error: { code, message: 'In plain words.', details } },
    )
  },
)

test('what nobody foresaw is answered with 500 over a real connection, and keeps its reasons', async () => {
  const { answer, body } = await startOver(new TypeError('secret of /home/ada'))
  expect(answer.status).toBe(500)
  expect(body.error.code).toBe('INTERNAL')
  expect(JSON.stringify(body)).not.toMatch(/secret|ada|TypeError|stack/)
})

/** Asks a listening server for a start that ends in this error. */
async function startOver(error: Error): Promise<{ answer: Response; body: ErrorBody }> {
  await using front = await startFrontServer({ start: () => Promise.reject(error) })
  const answer = await fetch(`http://127.0.0.1:${String(front.port)}/api/workflow/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ projectId: 'garden', skill: 'weed' }),
  })
  return { answer, body: (await answer.json()) as ErrorBody }
}
