import { expect, test } from 'vitest'
import { describeAgent, describeInstalledAgent } from '../../../src/features/system/describe-agent.ts'

test('the agent of an execution is named with the version it had, where that is known', () => {
  expect(describeAgent({ kind: 'claude', version: '2.1.330' })).toBe('Claude 2.1.330')
  expect(describeAgent({ kind: 'claude' })).toBe('Claude')
  expect(describeAgent({ kind: 'demo', version: '0.1.0' })).toBe('Demo agent')
})

test('an installed agent that cannot run is still named', () => {
  const refused = { kind: 'claude', path: '/usr/bin/claude', version: '2.1.330' } as const
  expect(describeInstalledAgent(refused)).toBe('Claude 2.1.330')
})

test('only an agent that was not found is none', () => {
  expect(describeInstalledAgent({ kind: 'claude' })).toBe('No agent found')
  expect(describeInstalledAgent({ kind: 'claude', path: '/usr/bin/claude' })).toBe('Claude')
  expect(describeInstalledAgent({ kind: 'demo' })).toBe('Demo agent')
})
