import { expect, test } from 'vitest'
import type { Health } from '@specflow/workflow/schema'
import { startNotes } from '../../src/server/start-notes.ts'

const health: Health = {
  ok: true,
  version: '1.2.3',
  pid: 42,
  agent: { kind: 'claude', path: '/usr/bin/claude', version: '2.1.330' },
  stateDirectory: '/home/ada/.specflow',
  runs: { active: 0, queued: 0 },
  problems: [],
}

test('the state directory and the agent are always said', () => {
  expect(startNotes(health)).toEqual(['State: /home/ada/.specflow', 'Agent: /usr/bin/claude 2.1.330'])
})

test('the demo agent is said plainly, wherever its executable is', () => {
  const agent = { kind: 'demo' as const, path: '/x/specflow-demo-agent', version: '2.1.330' }
  expect(startNotes({ ...health, agent })).toContain('Agent: the demo agent; no model is asked')
})

test('an agent that was not found is none, and the problem comes with its remedy', () => {
  const problems = [{ code: 'AGENT_NOT_FOUND', message: 'It was not found.', remedy: 'Install it.' }]
  const notes = startNotes({ ...health, agent: { kind: 'claude' }, problems })
  expect(notes).toContain('Agent: none was found')
  expect(notes).toContain('Note: It was not found. Install it.')
})

test('an agent that is refused is named, and the problem comes with its remedy', () => {
  const problems = [
    { code: 'ROOT_WITHOUT_SANDBOX', message: 'SpecFlow runs as root.', remedy: 'Be somebody else.' },
  ]
  const notes = startNotes({ ...health, problems })
  expect(notes).toContain('Agent: /usr/bin/claude 2.1.330')
  expect(notes).toContain('Note: SpecFlow runs as root. Be somebody else.')
})

test('runs that were taken up are counted', () => {
  expect(startNotes({ ...health, runs: { active: 2, queued: 1 } })).toContain('Runs: 2 live, 1 queued')
})
