import { expect, test } from 'vitest'
import { summarizeCall } from '../../src/transcript/summarize-call.ts'

test.each([
  ['Bash', { command: 'npm  test\n--watch', description: 'Run' }, 'Bash: npm test --watch'],
  ['Edit', { file_path: '/srv/shop/src/a.ts', old_string: 'x' }, 'Edit src/a.ts'],
  ['Read', { file_path: '/etc/hosts' }, 'Read /etc/hosts'],
  ['Write', { file_path: '/srv/shopping/a.ts' }, 'Write /srv/shopping/a.ts'],
  ['Task', { prompt: 'Look', subagent_type: 'x' }, 'Task: Look'],
  ['Grep', { pattern: 'TODO', path: 'src' }, 'Grep: TODO'],
  ['mcp__tracker__open', { number: 4, title: 'A bug' }, 'mcp__tracker__open: A bug'],
  ['Bash', { command: 7 }, 'Bash'],
  ['Mystery', undefined, 'Mystery'],
  ['Mystery', 'text', 'Mystery: text'],
  ['__proto__', { constructor: 'x' }, '__proto__: x'],
])('%s with %j reads %j', (name, input, summary) => {
  expect(summarizeCall(name, input, '/srv/shop')).toBe(summary)
})

test('is one line of at most 160 characters', () => {
  const summary = summarizeCall('Bash', { command: 'a\u2028b\n'.repeat(1_000) }, undefined)
  expect(summary).toHaveLength(160)
  expect(summary).not.toMatch(/[\n\u2028]/)
})
