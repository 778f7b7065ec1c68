import { expect, it } from 'vitest'
import type { Health } from '@specflow/workflow/schema'
import { demoReason } from '../../../src/features/system/demo-reason.ts'

const missing = { code: 'AGENT_NOT_FOUND', message: 'not found', remedy: 'install it' }
const other = { code: 'FOREIGN_FILES', message: 'a file', remedy: 'look at it' }

function healthOf(kind: 'claude' | 'demo'): Health {
  return {
    ok: true,
    version: '0.1.0',
    pid: 1,
    agent: { kind },
    stateDirectory: '/home/you/.specflow',
    runs: { active: 0, queued: 0 },
    problems: [other, missing],
  }
}

it('is what kept the agent from running, while the demo agent runs', () => {
  expect(demoReason(healthOf('demo'))).toBe(missing)
})

it('is nothing while the agent itself is meant: then it is a problem like any other', () => {
  expect(demoReason(healthOf('claude'))).toBeUndefined()
})
