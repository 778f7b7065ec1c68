import { expect, test } from 'vitest'
import { createPlatform } from '@specflow/process-runner'
import { createIdentityProbe } from '../../src/server/identity-probe.ts'

test('a process is itself, and no other with its pid', () => {
  const probe = createIdentityProbe(createPlatform())
  const self = probe.self()
  expect(self.pid).toBe(process.pid)
  expect(probe.isAlive(self)).toBe(true)
  expect(probe.isAlive({ ...self, startTime: `${self.startTime}0` })).toBe(false)
  expect(probe.isAlive({ ...self, bootId: 'another boot' })).toBe(false)
})
