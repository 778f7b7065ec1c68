import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, ofKind, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { nodeBinary } from '../support/paths.ts'
import { SPECFLOWCTL, specflowctl, type CommandOptions } from '../support/specflowctl.ts'

describe('specflowctl against a server', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  const command = (args: readonly string[], options: CommandOptions = {}) =>
    specflowctl(fake.server, args, { cwd: fake.project, ...options })
  const run = (mode: string, ...more: string[]) =>
    command(['run', 'review', `fake-claude: ${mode}`, '--wait', ...more])

  it.each([
    ['ok', 0, 'completed'],
    ['needs_input', 10, 'waiting_for_input'],
    ['skill_error', 20, 'failed'],
  ])(
    'run --wait of a skill that does %s ends with %i, and its last line is the execution',
    async (mode, code, status) => {
      const { exitCode, json, stderr } = await run(mode)
      expect(stderr).toBe('')
      expect(exitCode).toBe(code)
      const lines = json()
      expect(lines[0]).toMatchObject({ created: true, skill: 'review', projectId: fake.projectId })
      expect(lines.at(-1)).toMatchObject({ id: lines[0]?.id, status, projectPath: fake.project })
    },
  )

  it('run --wait ends with 40 when the time was over, and with 30 when somebody cancelled', async () => {
    expect((await run('hang', '--timeout', '1s')).exitCode).toBe(40)
    const id = await fake.start('hang')
    const waiting = command(['status', id, '--wait'])
    await fake.server.api.untilStatus(id, 'running')
    const cancelled = await command(['cancel', id])
    expect(cancelled.exitCode).toBe(0)
    expect(cancelled.json()[0]).toMatchObject({ id, status: 'cancelled' })
    expect((await waiting).exitCode).toBe(30)
  })

  it('a request id starts once, however often the command is called', async () => {
    const first = await run('ok', '--request-id', 'nightly')
    const second = await run('ok', '--request-id', 'nightly')
    const ids = [first, second].map(({ json }) => json()[0]?.id)
    expect(ids[0]).toBe(ids[1])
    expect(second.json()[0]).toMatchObject({ created: false })
    expect(ofKind(fake.log(String(ids[0])), 'start')).toHaveLength(1)
  })

  it('reads the input from standard input where it is -', async () => {
    const { exitCode, json } = await command(['run', 'review', '-', '--wait'], {
      input: 'fake-claude: skill_error',
    })
    expect(exitCode).toBe(20)
    expect(json().at(-1)).toMatchObject({ input: 'fake-claude: skill_error' })
  })

  it('finds the project from a folder within it, also by a link, and the nearest of two', async () => {
    const inner = join(fake.project, 'inner')
    const deep = join(inner, 'deep')
    await mkdir(join(inner, '.claude/skills/review'), { recursive: true })
    await writeFile(join(inner, '.claude/skills/review/SKILL.md'), '---\nname: review\n---\n\nReview.\n')
    await mkdir(deep)
    const link = join(fake.directory, 'link')
    await symlink(deep, link)
    const start = ['run', 'review', 'fake-claude: ok', '--wait']
    expect((await command(start, { cwd: link })).json().at(-1)).toMatchObject({ projectPath: fake.project })
    const added = await command(['projects', 'add', '..'], { cwd: deep })
    expect(added.json()[0]).toMatchObject({ created: true, path: inner })
    expect((await command(start, { cwd: link })).json().at(-1)).toMatchObject({ projectPath: inner })
    const byName = await command([...start, '--project', 'project'], { cwd: '/' })
    expect(byName.json().at(-1)).toMatchObject({ projectPath: fake.project })
    expect((await command(['projects', 'remove', 'inner'])).exitCode).toBe(0)
    const { json } = await command(['projects', 'list'])
    expect(json().map(({ path }) => path)).toEqual([fake.project])
  })

  it('says in a folder that is not registered how to register it', async () => {
    const { exitCode, stderr, stdout } = await command(['run', 'review'], { cwd: fake.directory })
    expect(exitCode).toBe(1)
    expect(stderr).toBe(
      `${fake.directory} is in no registered project. Register it: specflowctl projects add .\n`,
    )
    expect(stdout).toBe('')
  })

  it('answers by options, and says which are missing', async () => {
    const { id } = await fake.startAndAsk('needs_input')
    const asked = await command(['answer', id])
    expect(asked.exitCode).toBe(64)
    expect(asked.stderr).toContain('  --answer q1=…   ')
    const wrong = await command(['answer', id, '--answer', 'nothing'])
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      64,
      '--answer nothing is no answer; expected key=value\n',
    ])
    const refused = await command(['answer', id, '--answer', 'q9=SQLite'])
    expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringMatching(/^ANSWERS_INVALID: /)])
    const answered = await command(['answer', id, '-a', 'q1=SQLite = small', '-m', 'Soon.', '--wait'])
    expect(answered.exitCode).toBe(0)
    expect(answered.json().at(-1)).toMatchObject({
      status: 'completed',
      answers: [{ answers: { q1: 'SQLite = small' }, message: 'Soon.' }],
    })
    expect((await command(['answer', id, '-a', 'q1=x'])).stderr).toBe(`${id} asks nothing: completed.\n`)
  })

  it('lists by status and project', async () => {
    const { id } = await fake.startAndAsk('needs_input')
    const { json } = await command([
      'list',
      '--status',
      'waiting_for_input',
      '--project',
      '.',
      '--limit',
      '1',
    ])
    expect(json()).toMatchObject([{ id, status: 'waiting_for_input' }])
    expect((await command(['list', '--status', 'asleep'])).exitCode).toBe(64)
    await fake.server.api.cancel(id)
  })

  it('runs what a folder brings only once its hash is acknowledged, which the refusal tells', async () => {
    const path = await fake.createProject('with-a-hook')
    const hooks = { PreToolUse: [{ hooks: [{ type: 'command', command: './check.sh' }] }] }
    await writeFile(join(path, '.claude/settings.json'), JSON.stringify({ hooks }))
    await command(['projects', 'add', path])
    const start = ['run', 'review', 'fake-claude: ok', '--wait']
    const refused = await command(start, { cwd: path })
    expect([refused.exitCode, refused.stdout]).toEqual([1, ''])
    expect(refused.stderr).toMatch(/^TRUST_REQUIRED: /)
    expect(refused.stderr).toMatch(/^ {2}hook {2}PreToolUse {2}.*\.\/check\.sh.*\.claude\/settings\.json\)$/m)
    const [, hash = ''] = /the same again with: --acknowledge (\S+)/.exec(refused.stderr) ?? []
    expect((await command([...start, '--acknowledge', hash], { cwd: path })).exitCode).toBe(0)
    expect((await command(start, { cwd: path })).exitCode).toBe(0)
    await command(['projects', 'remove', path])
  })

  it('stops everything that runs, and leaves what waits for an answer', async () => {
    const asking = await fake.startAndAsk('needs_input')
    const id = await fake.start('spawn:setsid+hang')
    await fake.leavesOf(id, 1)
    const { exitCode, json } = await command(['stop-all'])
    expect([exitCode, json()]).toEqual([0, [{ stopped: [id], notStopped: [] }]])
    expect((await fake.server.api.status(asking.id)).status).toBe('waiting_for_input')
    await fake.server.api.cancel(asking.id)
  })

  it('tells the state of the server, and how its installation is', async () => {
    const health = await command(['status'])
    expect(health.json()[0]).toMatchObject({ ok: true, url: fake.server.origin, pid: fake.server.pid })
    const { exitCode, json } = await command(['doctor'])
    expect(json()[0]).toMatchObject({ ok: true, checks: expect.any(Array) })
    expect(exitCode).toBe(0)
  })

  it('opens the server by a link of its own', async () => {
    const { exitCode, json } = await command(['open'])
    expect(exitCode).toBe(0)
    expect(json()[0]?.url).toEqual(expect.stringMatching(new RegExp(`^${fake.server.origin}`)))
  })

  it('refuses wrong usage with 64, and an unknown execution with 1', async () => {
    expect((await command(['start-over'])).exitCode).toBe(64)
    expect((await command(['run'])).exitCode).toBe(64)
    expect((await command(['run', 'review', '--timeout', '30'])).stderr).toContain('such as 90s, 30m or 2h')
    expect((await command(['list', '--url', 'nowhere'])).exitCode).toBe(64)
    const unknown = await command(['status', '00000000-0000-4000-8000-000000000000'])
    expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringMatching(/^EXECUTION_NOT_FOUND: /)])
    expect((await command(['--help'])).exitCode).toBe(0)
  })

  it('completes commands in bash', async () => {
    const { stdout: script } = await command(['completion', 'bash'])
    // What the package bash-completion gives to every script: the words of the line.
    const probe = `compopt() { :; }
_get_comp_words_by_ref() { words=(specflowctl "$word"); cur=$word; }
${script}
for word in pro ca; do
  ${/complete .*-F (\S+)/.exec(script)?.[1] ?? 'false'}
  echo "$word: \${COMPREPLY[*]}"
done`
    const bin = join(fake.directory, 'completion')
    await mkdir(bin)
    await writeFile(join(bin, 'specflowctl'), `#!/bin/sh\nexec '${nodeBinary()}' '${SPECFLOWCTL}' "$@"\n`, {
      mode: 0o755,
    })
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', probe], {
      env: { PATH: `${bin}:/usr/bin:/bin` },
    })
    expect(stdout).toBe('pro: projects\nca: cancel\n')
  })
})

describe('specflowctl without a server', () => {
  it('ends with 69, and says where it looked', async () => {
    await using fake = await startFakeAgentServer()
    const { origin } = fake.server
    await fake.server.stop()
    const named = await specflowctl(fake.server, ['list'], { env: { SPECFLOW_URL: origin } })
    expect([named.exitCode, named.stdout]).toEqual([69, ''])
    expect(named.stderr).toBe(`No SpecFlow server answers at ${origin}. Start it with: npm start\n`)
  })
})
