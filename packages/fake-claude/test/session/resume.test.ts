import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RUN_COST_USD } from '../../src/index.ts'
import { outputOf, resultOf } from '../support/results.ts'
import { createWorkspace } from '../support/workspace.ts'

const SHARED_ID = '00000000-0000-4000-8000-00000000d0b1'

describe('a session over several runs', () => {
  test('keeps its id and adds up its cost, while usage is of each run', async () => {
    const { run } = createWorkspace()
    const first = resultOf(await run({ mode: 'needs_input' }))
    const second = resultOf(await run({ mode: 'ok', resume: first.session_id, prompt: 'PostgreSQL' }))
    const third = resultOf(await run({ mode: 'ok', resume: first.session_id, prompt: 'more' }))
    expect([second.session_id, third.session_id]).toEqual([first.session_id, first.session_id])
    expect([first, second, third].map((result) => result.total_cost_usd)).toEqual([
      RUN_COST_USD,
      0.01212,
      0.01818,
    ])
    expect(third.usage.input_tokens).toBe(first.usage.input_tokens)
  })

  test('a run that failed in between costs nothing and keeps the total', async () => {
    const { run } = createWorkspace()
    const first = resultOf(await run({ mode: 'needs_input' }))
    const failed = resultOf(await run({ mode: 'api_error:500', resume: first.session_id, prompt: 'x' }))
    expect(failed.total_cost_usd).toBe(RUN_COST_USD)
  })

  test('goes on from any folder, in the file in which it began', async () => {
    const { run, root, configDirectory } = createWorkspace()
    const elsewhere = join(root, 'elsewhere')
    mkdirSync(elsewhere)
    const first = resultOf(await run({ mode: 'needs_input' }))
    const second = resultOf(await run({ mode: 'ok', resume: first.session_id, cwd: elsewhere, prompt: 'go' }))
    expect(second.session_id).toBe(first.session_id)
    expect(readdirSync(join(configDirectory, 'projects'))).toHaveLength(1)
  })

  test('an answer that is a command of the agent is carried out, without structured output', async () => {
    const { run } = createWorkspace()
    const first = resultOf(await run({ prompt: '/demo-ask' }))
    const second = await run({ resume: first.session_id, prompt: '/clear' })
    expect(resultOf(second)).not.toHaveProperty('structured_output')
    expect(second.exitCode).toBe(0)
  })

  test("a session of the real agent is not the demo agent's to resume, and stays as it is", async () => {
    const { run, configDirectory } = createWorkspace()
    const id = '4d057f83-f263-4615-8122-66e24a6e3297'
    const folder = join(configDirectory, 'projects', '-home-user-project')
    const path = join(folder, `${id}.jsonl`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, '{"type":"user","message":{"role":"user","content":"hello"}}\n')
    const { stderr, exitCode } = await run({ resume: id, mode: 'ok' })
    expect([stderr, exitCode]).toEqual([`No conversation found with session ID: ${id}\n`, 1])
    expect(readFileSync(path, 'utf8')).not.toContain('demo')
  })

  test('a forked session has a new id and the old history', async () => {
    const { run } = createWorkspace()
    const first = resultOf(await run({ mode: 'needs_input' }))
    const forked = resultOf(await run({ mode: 'fork_session', resume: first.session_id, prompt: 'go' }))
    expect(forked.session_id).not.toBe(first.session_id)
    expect(forked.total_cost_usd).toBe(0.01212)
    const again = resultOf(await run({ mode: 'ok', resume: forked.session_id, prompt: 'go' }))
    expect(again.total_cost_usd).toBe(0.01818)
  })

  test('duplicated sessions report one id for two first runs', async () => {
    const { run } = createWorkspace()
    const results = [await run({ mode: 'dup_session' }), await run({ mode: 'dup_session' })].map(resultOf)
    expect(results.map((result) => result.session_id)).toEqual([SHARED_ID, SHARED_ID])
  })

  test('a home that cannot be written ends no run; the session just cannot be resumed', async () => {
    const { run, root } = createWorkspace()
    const blocked = join(root, 'a-file')
    writeFileSync(blocked, '')
    const environment = { CLAUDE_CONFIG_DIR: blocked }
    const ended = await run({ mode: 'needs_input', environment })
    expect(outputOf(ended).status).toBe('needs_input')
    const resumed = await run({ resume: resultOf(ended).session_id, environment })
    expect(resumed.stderr).toMatch(/^No conversation found/)
    expect(statSync(blocked).size).toBe(0)
  })
})
