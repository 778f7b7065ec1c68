import { describe, expect, test, vi } from 'vitest'
import type { Statistics } from '@specflow/workflow/schema'
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

describe.each([
  ['followUp', { id: EXECUTION_ID, message: 'And the tests?' }],
  ['retry', { id: EXECUTION_ID }],
] as const)('workflow.%s', (name, input) => {
  test('answers as a start does', async () => {
    const useCase = vi.fn(() => Promise.resolve({ execution, created: true }))
    const { caller } = createTestCaller({ [name]: useCase })
    const answer = await caller.workflow[name](input as never)
    expect(answer).toMatchObject({ created: true, id: EXECUTION_ID, status: 'queued' })
    expect(answer).not.toHaveProperty('projectPath')
    expect(useCase).toHaveBeenCalledWith(input)
  })

  test.each([{ id: 'CON' }, { skill: 'weed' }, { message: 'a\0b' }])('refuses %j', async (wrong) => {
    const { caller } = createTestCaller({})
    const asked = caller.workflow[name]({ ...input, ...wrong } as never)
    expect(toErrorBody(await rejectionOf(asked)).status).toBe(400)
  })
})

describe('workflow.list', () => {
  const unreadable = [{ file: 'x.json', code: 'RECORD_NEWER' as const, message: 'newer' }]
  const page = { executions: [], nextCursor: null, unreadable }

  test('asks for fifty when no limit is given', async () => {
    const list = vi.fn(() => Promise.resolve(page))
    const { caller } = createTestCaller({ list })
    await expect(caller.workflow.list({})).resolves.toEqual(page)
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

describe('workflow.overview and workflow.statistics', () => {
  test('ask for the days of a time zone, thirty of them when none are given', async () => {
    const statistics = vi.fn(() => Promise.resolve({} as Statistics))
    const { caller } = createTestCaller({ statistics })
    await caller.workflow.statistics({ timeZone: 'Europe/Berlin' })
    expect(statistics).toHaveBeenCalledWith({ timeZone: 'Europe/Berlin', days: 30 })
  })

  test.each([{ timeZone: 'Mars/Olympus' }, { timeZone: '' }])('refuse %j', async (input) => {
    const { caller } = createTestCaller({})
    for (const call of [caller.workflow.overview(input), caller.workflow.statistics(input)]) {
      expect(toErrorBody(await rejectionOf(call)).body.error.issues?.[0]?.path).toEqual(['timeZone'])
    }
  })

  test.each([0, 367, 1.5])('refuse %s days', async (days) => {
    const { caller } = createTestCaller({})
    const { body } = toErrorBody(await rejectionOf(caller.workflow.statistics({ days })))
    expect(body.error.issues?.[0]?.path).toEqual(['days'])
  })
})

describe('workflow.changes', () => {
  const page = {
    cursor: 'a',
    isReset: false,
    executions: [],
    removedIds: [],
    counts: { queued: 0, running: 0, waiting_for_input: 0 },
  }

  test('answers what changed, and which build says so', async () => {
    const changes = vi.fn(() => Promise.resolve(page))
    const { caller } = createTestCaller({ changes })
    await expect(caller.workflow.changes({ since: 'b' })).resolves.toEqual({ ...page, build: 'build-1' })
    expect(changes).toHaveBeenCalledWith({ since: 'b' }, undefined)
  })

  test.each([{ since: '' }, { since: 'x'.repeat(257) }, { before: 'b' }])('refuses %j', async (input) => {
    const { caller } = createTestCaller({})
    const rejection = await rejectionOf(caller.workflow.changes(input))
    expect(toErrorBody(rejection).body.error.code).toBe('INVALID_INPUT')
  })
})

describe.each(['status', 'cancel'] as const)('workflow.%s', (name) => {
  test('answers the record', async () => {
    const { caller } = createTestCaller({
      status: () => Promise.resolve(execution),
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
