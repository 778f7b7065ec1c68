import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { curlCommand, resumeCommand } from '../../../src/features/workflow/commands.ts'
import { shellQuote } from '../../../src/lib/shell-quote.ts'
import { EXECUTION_ID, execution } from '../../support/records.ts'

const SESSION = '5d2f1f60-3c8e-4f59-9a3c-2f5f0a9d7b11'
const NASTY = 'it\'s $(id) `id` "x"\n\\ !! %s é\t; rm'

/** What a real shell makes of the command's words. */
function wordsOf(command: string, env: Record<string, string> = {}): string[] {
  const script = `show() { for word; do printf '%s\\0' "$word"; done; }; show ${command}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { ...process.env, ...env } })
    .split('\0')
    .slice(0, -1)
}

it.each([NASTY, '', ' ', "'", '~', '*', '-n', 'a b', '/plain/path.txt'])(
  '%j is one word of a shell',
  (text) => {
    expect(wordsOf(shellQuote(text))).toEqual([text])
  },
)

it('the curl command starts the same thing', () => {
  const record = execution({ input: NASTY, projectId: 'p 1', timeoutMs: 90_000 })
  const words = wordsOf(curlCommand(record, 'http://127.0.0.1:4747'))
  expect(words.slice(0, 3)).toEqual(['curl', '-sS', 'http://127.0.0.1:4747/api/workflow/start'])
  expect(JSON.parse(words.at(-1) ?? '')).toEqual({
    projectId: 'p 1',
    skill: 'demo-ask',
    input: NASTY,
    timeoutMs: 90_000,
  })
})

it('the curl command brings the token of the state directory', () => {
  const home = mkdtempSync(join(tmpdir(), 'specflow-test-'))
  writeFileSync(join(home, 'token'), 'the-token\n')
  const words = wordsOf(curlCommand(execution(), 'http://localhost:1'), { SPECFLOW_HOME: home })
  rmSync(home, { recursive: true })
  expect(words.slice(3, 5)).toEqual(['-H', 'Authorization: Bearer the-token'])
})

it('the curl command of a follow-up follows up', () => {
  const record = execution({ input: 'More.', continues: { executionId: EXECUTION_ID } })
  const words = wordsOf(curlCommand(record, 'http://localhost:1'))
  expect(words[2]).toBe('http://localhost:1/api/workflow/follow-up')
  expect(JSON.parse(words.at(-1) ?? '')).toEqual({ id: EXECUTION_ID, message: 'More.', timeoutMs: 600_000 })
})

it('the resume command goes to the folder, whatever its name, and is only for what the agent ran', () => {
  const of = { agent: 'claude', projectPath: "/srv/it's here", sessionId: SESSION } as const
  expect(resumeCommand(of)).toBe(`cd '/srv/it'\\''s here' && claude --resume ${SESSION}`)
  expect(resumeCommand({ ...of, agent: 'demo' })).toBeUndefined()
  expect(resumeCommand({ agent: 'claude', projectPath: '/srv' })).toBeUndefined()
})
