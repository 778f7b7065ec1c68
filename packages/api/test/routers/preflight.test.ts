import { expect, test, vi } from 'vitest'
import { toErrorBody } from '../../src/index.ts'
import { createTestCaller, rejectionOf } from '../support/caller.ts'

test('project.preflight answers what the service says', async () => {
  const answer = {
    agentKind: 'demo' as const,
    permissionMode: 'bypassPermissions' as const,
    brings: [],
    isAcknowledged: true,
    problems: [],
  }
  const preflight = vi.fn(() => Promise.resolve(answer))
  const { caller } = createTestCaller({ preflight })
  const input = { projectId: 'garden', skill: 'weed' }
  await expect(caller.project.preflight(input)).resolves.toEqual(answer)
  expect(preflight).toHaveBeenCalledWith(input)
})

test('project.preflight refuses a skill that climbs folders before the service is asked', async () => {
  const { caller } = createTestCaller({})
  const asked = caller.project.preflight({ projectId: 'garden', skill: '../weed' })
  expect(toErrorBody(await rejectionOf(asked)).status).toBe(400)
})
