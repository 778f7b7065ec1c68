import { expect, test, vi } from 'vitest'
import { createTestCaller } from '../support/caller.ts'

test('system.doctor answers the report of an examination, and asks the service for nothing', async () => {
  const report = { ok: true, checks: [] }
  const examine = vi.fn(() => Promise.resolve(report))
  const { caller } = createTestCaller({}, { examine })
  await expect(caller.system.doctor()).resolves.toEqual(report)
  expect(examine).toHaveBeenCalledTimes(1)
})
