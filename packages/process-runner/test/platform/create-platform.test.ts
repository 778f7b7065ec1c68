import { expect, test } from 'vitest'
import { createPlatform } from '../../src/index.ts'

test('picks the platform of this machine', () => {
  expect(createPlatform().name).toBe(process.platform)
})

test.each([
  ['win32', 'WSL 2'],
  ['freebsd', 'Linux'],
] as const)('refuses %s with a remedy', (name, remedy) => {
  expect(() => createPlatform(name)).toThrow(name)
  expect(() => createPlatform(name)).toThrow(remedy)
})
