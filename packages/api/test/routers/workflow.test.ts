import { describe, expect, test, vi } from 'vitest'
import { toErrorBody } from '../../src/index.ts'
import { createTestCaller, rejectionOf } from '../support/caller.ts'
import { EXECUTION_ID, execution } from '../support/service.ts'

describe('workflow.start', () => {
  test('answers what identifies the execution and nothing of its record', async () => {
    const { caller } = createTestCaller({ start: () => Promise.resolve({ execution, created: true }) })
    await expect(caller.workflow.start({ projectId: 'garden', skill: 'weed' })).resolves.toEqual({
      created: true,
      id: EXECUTION_ID,
      status: 'queued',
      projectId: 'garden',
      skill: 'weed',
      agent: 'demo',
      startedAt: execution.startedAt,
    })
  })

  test('says that a known request id created nothing', async () => {
    const { caller } = createTestCaller({ start: () => Promise.resolve({ execution, created: false }) })
    const answer = await caller.workflow.start({ projectId: 'garden', skill: 'weed', requestId: 'once' })
    expect(answer.created).toBe(false)
  })

  test.each([
    ['a missing skill', { projectId: 'garden' }, ['skill']],
    ['a skill that climbs folders', { projectId: 'garden', skill: '../weed' }, ['skill']],
    ['a timeout of zero', { projectId: 'garden', skill: 'weed', timeoutMs: 0 }, ['timeoutMs']],
    ['a timeout beyond a day', { projectId: 'garden', skill: 'weed', timeoutMs: 1e12 }, ['timeoutMs']],
    ['an unknown key', { projectId: 'garden', skill: 'weed', command: 'sh' }, []],
    ['no input at all', undefined, []],
  ])('refuses %s before the service is asked', async (_, input, path) => {
    const { caller } = createTestCaller({})
    const { status, body } = toErrorBody(await rejectionOf(caller.workflow.start(input as never)))
    expect(status).toBe(400)
    expect(body.error.code).toBe('INVALID_INPUT')
    expect(body.error.issues?.[0]?.path).toEqual(path)
  })
})

describe('workflow.list', () => {
  const page = { executions: [], nextCursor: null }

  test('asks for fifty when no limit is given', async () => {
    const list = vi.fn(() => Promise.resolve(page))
    const { caller } = createTestCaller({ list })
    await caller.workflow.list({})
    expect(list).toHaveBeenCalledWith({ limit: 50 })
  })

  test('takes the direction that an infinite query adds and keeps it from the service', async () => {
    const list = vi.fn(() => Promise.resolve(page))
    const { caller } = createTestCaller({ list })
    await caller.workflow.list({ limit: 10, direction: 'forward' })
    expect(list).toHaveBeenCalledWith({ limit: 10 })
  })

  test.each([0, 201, 1.5, Number.NaN])('refuses a limit of %s', async (limit) => {
    const { caller } = createTestCaller({})
    const { body } = toErrorBody(await rejectionOf(caller.workflow.list({ limit })))
    expect(body.error.issues?.[0]?.path).toEqual(['limit'])
  })
})

describe.each(['status', 'cancel'] as const)('workflow.%s', (name) => {
  test('answers the record', async () => {
    const { caller } = createTestCaller({
      get: () => Promise.resolve(execution),
      cancel: () => Promise.resolve(execution),
    })
    await expect(caller.workflow[name]({ id: EXECUTION_ID })).resolves.toEqual(execution)
  })

  test.each(['', '../../etc/passwd', 'CON', EXECUTION_ID.toUpperCase(), `${EXECUTION_ID}\0`])(
    'refuses the id %j before the service is asked',
    async (id) => {
      const { caller } = createTestCaller({})
      expect(toErrorBody(await rejectionOf(caller.workflow[name]({ id }))).status).toBe(400)
    },
  )
})

test('workflow.answer hands the input on as it is', async () => {
  const answer = vi.fn(() => Promise.resolve(execution))
  const { caller } = createTestCaller({ answer })
  const input = { id: EXECUTION_ID, answers: { q1: ['a', 'b'], q2: 'c' }, message: 'and hurry' }
  await expect(caller.workflow.answer(input)).resolves.toEqual(execution)
  expect(answer).toHaveBeenCalledWith(input)
})
