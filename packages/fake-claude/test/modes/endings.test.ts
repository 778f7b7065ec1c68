import { describe, expect, test, vi } from 'vitest'
import { outputOf, resultOf } from '../support/results.ts'
import { createWorkspace } from '../support/workspace.ts'

describe('how a run ends', () => {
  test.each([0, 3, 255])('exit code %i and nothing on stdout', async (code) => {
    const { run } = createWorkspace()
    const { stdout, exitCode } = await run({ mode: `exit:${String(code)}` })
    expect([stdout.length, exitCode]).toEqual([0, code])
  })

  test('an exit code beside an answer leaves the answer whole', async () => {
    const { run } = createWorkspace()
    const ended = await run({ mode: 'ok+exit:7' })
    expect([outputOf(ended).status, ended.exitCode]).toEqual(['completed', 7])
  })

  test.each(['SIGKILL', 'SIGTERM', 'SIGSEGV'])('death by %s', async (signal) => {
    const { run, log } = createWorkspace()
    const ended = await run({ mode: `signal:${signal}` })
    expect(ended).toMatchObject({ signal, exitCode: null, stdout: Buffer.alloc(0) })
    expect(log().at(-1)).toMatchObject({ event: 'exit', signal })
  })

  test('a result that stands complete while the process stays', async () => {
    const { start, log } = createWorkspace()
    const { child, ended } = start({ mode: 'result_then_hang' })
    await vi.waitFor(() => expect(log().map(({ event }) => event)).toContain('output'), { timeout: 10_000 })
    expect(child.exitCode).toBeNull()
    child.kill('SIGTERM')
    expect(resultOf(await ended).subtype).toBe('success')
  })

  test('refusal to run as root', async () => {
    const { run } = createWorkspace()
    const { stdout, stderr, exitCode } = await run({ mode: 'root_refused' })
    expect(stderr).toBe(
      '--dangerously-skip-permissions cannot be used with root/sudo privileges for security reasons\n',
    )
    expect([stdout.length, exitCode]).toEqual([0, 1])
  })

  test('questions once, then a completion that repeats what it was told', async () => {
    const { run } = createWorkspace()
    const first = await run({ prompt: '/any fake-claude: needs_input' })
    expect(outputOf(first)).toMatchObject({ status: 'needs_input', questions: [{ multiSelect: false }] })
    const second = await run({ resume: resultOf(first).session_id, prompt: 'Here:\nSQLite' })
    expect(outputOf(second)).toMatchObject({
      status: 'completed',
      message: expect.stringContaining('SQLite') as unknown,
    })
  })

  test('questions in as many rounds as wanted', async () => {
    const { run } = createWorkspace()
    const first = await run({ mode: 'multi_round:2' })
    const resume = resultOf(first).session_id
    const second = await run({ mode: 'multi_round:2', resume, prompt: 'one' })
    const third = await run({ mode: 'multi_round:2', resume, prompt: 'two' })
    expect([first, second, third].map((ended) => outputOf(ended).status)).toEqual([
      'needs_input',
      'needs_input',
      'completed',
    ])
    expect(outputOf(second).questions).not.toEqual(outputOf(first).questions)
  })

  test('an error of the skill, and exactly the output that was given', async () => {
    const { run } = createWorkspace()
    expect(outputOf(await run({ mode: 'skill_error' })).status).toBe('error')
    const output = { status: 'completed', message: '<b>a, b+c</b>', artifacts: [{ path: 'x' }] }
    expect(outputOf(await run({ mode: `output:${JSON.stringify(output)},ok` }))).toEqual(output)
  })

  test.each(['no_read_stdin', 'exit_before_read'])(
    '%s answers without its megabyte of prompt',
    async (mode) => {
      const { run, log } = createWorkspace()
      const ended = await run({ mode, prompt: 'x'.repeat(1_000_000) })
      expect(outputOf(ended).status).toBe('completed')
      expect(log().map(({ event }) => event)).not.toContain('stdin')
    },
  )

  test('a prompt cannot ask to be left unread', async () => {
    const { run } = createWorkspace()
    const { stderr, exitCode } = await run({ prompt: 'fake-claude: no_read_stdin' })
    expect(stderr).toMatch(/can be set by FAKE_CLAUDE_MODE only/)
    expect(exitCode).toBe(1)
  })

  test('a slow start delays everything', async () => {
    const { run } = createWorkspace()
    const begun = performance.now()
    expect(outputOf(await run({ mode: 'slow_start:400' })).status).toBe('completed')
    expect(performance.now() - begun).toBeGreaterThan(400)
  })
})
