import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createPlatform, type ProcessRunner, type RunSpec } from '@specflow/process-runner'
import { describe, expect, test } from 'vitest'
import { createClaudeRunner, type ClaudeRunnerOptions } from '../../src/runner/claude-runner.ts'
import { AGENT_OUTPUT_JSON_SCHEMA_TEXT } from '../../src/runner/output-schema.ts'
import type { AgentRunRequest } from '../../src/runner/port.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SESSION_ID = '4d057f83-f263-4615-8122-66e24a6e3297'
const SKILL = { name: 'review', description: '', source: 'project', invocation: 'slash' } as const

/** Notes what it is asked to run, and runs nothing. */
function createNotingRunner(specs: RunSpec[]): ProcessRunner {
  return {
    start: (spec) => {
      specs.push(spec)
      const never = new Promise<never>(() => undefined)
      return Promise.resolve({
        directory: spec.directory,
        claimed: never,
        result: never,
        stop: () => never,
        stopProgress: () => undefined,
        detach: () => undefined,
      })
    },
    attach: () => Promise.resolve('unclaimed'),
    sweep: () => Promise.resolve([]),
  }
}

async function createSubject(options: Partial<ClaudeRunnerOptions> = {}) {
  const root = temporaryDirectory()
  const executable = join(root, 'claude')
  await writeFile(executable, '#!/bin/sh\necho "2.1.330 (Claude Code)"\n', { mode: 0o755 })
  const specs: RunSpec[] = []
  const runner = createClaudeRunner({
    kind: 'claude',
    executable: 'claude',
    runner: createNotingRunner(specs),
    platform: createPlatform(),
    configDirectory: join(root, '.claude'),
    workflowsPath: join(root, 'workflows'),
    homeId: 'home-1',
    environment: { HOME: '/home/user', SPECFLOW_HOME: '/s', CLAUDECODE: '1' },
    searchPath: root,
    graceMs: 5_000,
    uid: 1_000,
    ...options,
  })
  const executionId = randomUUID()
  const request: AgentRunRequest = {
    executionId,
    attempt: 1,
    projectPath: root,
    task: { kind: 'first', skill: SKILL, input: 'the cart' },
    timeoutMs: 60_000,
  }
  return { root, executable, executionId, runner, request, specs }
}

describe('the claude runner', () => {
  test('tells the very process that a start makes', async () => {
    const { root, runner, request, specs } = await createSubject()
    const command = await runner.firstCommand(root)
    expect(specs).toEqual([])
    await runner.start(request)
    const [spec] = specs
    expect(command).toEqual({ executable: spec?.executable, arguments: spec?.args, cwd: spec?.cwd })
  })

  test('asks for exactly this process', async () => {
    const { root, executable, executionId, runner, request, specs } = await createSubject({ retries: 2 })
    await runner.start(request)
    expect(specs).toEqual([
      {
        directory: join(root, 'workflows', executionId, 'run-1'),
        executable,
        args: [
          '-p',
          '--output-format',
          'json',
          '--dangerously-skip-permissions',
          '--disallowedTools',
          'AskUserQuestion',
          '--json-schema',
          AGENT_OUTPUT_JSON_SCHEMA_TEXT,
        ],
        cwd: root,
        env: { HOME: '/home/user', CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1', CLAUDE_CODE_MAX_RETRIES: '2' },
        marker: { name: 'SPECFLOW_RUN', value: `home-1:${executionId}:1` },
        stdin: '/review the cart',
        timeoutMs: 60_000,
        graceMs: 5_000,
      },
    ])
  })

  test('a later run resumes its session in a directory of its own', async () => {
    const { root, executionId, runner, request, specs } = await createSubject()
    const questions = [{ id: 'q1', question: 'Which?', options: [], multiSelect: false }]
    const answer = {
      questionSetId: randomUUID(),
      questions,
      answers: { q1: 'This' },
      answeredAt: '2026-01-02T03:04:05.000Z',
    }
    await runner.start({ ...request, attempt: 2, task: { kind: 'resume', sessionId: SESSION_ID, answer } })
    expect(specs[0]).toMatchObject({
      directory: join(root, 'workflows', executionId, 'run-2'),
      marker: { value: `home-1:${executionId}:2` },
      stdin: expect.stringContaining('> This') as string,
    })
    expect(specs[0]?.args.slice(0, 3)).toEqual(['-p', '--resume', SESSION_ID])
  })

  test('keeps the folder of an execution to its owner', async () => {
    const { runner, request, specs } = await createSubject()
    await runner.start(request)
    const folder = await stat(dirname(specs[0]?.directory ?? ''))
    expect(folder.mode & 0o777).toBe(0o700)
  })

  test.each(['../../outside', '', 'A6E3297', `${SESSION_ID}/..`])(
    'builds no path from the execution id %j',
    async (executionId) => {
      const { runner, request, specs } = await createSubject()
      await expect(runner.start({ ...request, executionId })).rejects.toThrow(/must be a UUID/)
      await expect(runner.recover({ executionId, attempt: 1 })).rejects.toThrow(/must be a UUID/)
      expect(specs).toEqual([])
    },
  )

  test.each([0, -1, 1.5, NaN])('builds no path from the attempt %j', async (attempt) => {
    const { runner, request } = await createSubject()
    await expect(runner.start({ ...request, attempt })).rejects.toThrow(/positive integer/)
  })

  test('P5 a schema that is too long for an argument is an error of the configuration, not of every run', async () => {
    const answerSchema = JSON.stringify({ type: 'object', description: 'x'.repeat(64 * 1_024) })
    await expect(createSubject({ answerSchema })).rejects.toThrow(/The schema of the answer has \d+ bytes/)
    const { runner, request, specs } = await createSubject({ answerSchema: '{"type":"object"}' })
    await runner.start(request)
    expect(specs[0]?.args).toContain('{"type":"object"}')
  })

  test('P5 P6 what a person wrote is in no argument, however it begins and however long it is', async () => {
    const { runner, request, specs } = await createSubject()
    await runner.start(request)
    for (const input of ['--help', '-p x\n/clear', '$(id)', 'x'.repeat(499_000)]) {
      await runner.start({
        ...request,
        executionId: randomUUID(),
        task: { kind: 'first', skill: SKILL, input },
      })
      expect(specs.at(-1)?.stdin).toBe(`/review ${input}`)
      expect(specs.at(-1)?.args).toEqual(specs[0]?.args)
    }
  })

  test('P10 an empty prompt is refused before anything is written', async () => {
    const { root, runner, request, specs } = await createSubject()
    const skill = { ...SKILL, invocation: 'inline', body: '\n \n' } as const
    const task = { kind: 'first', skill, input: ' ' } as const
    await expect(runner.start({ ...request, task })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(specs).toEqual([])
    expect(existsSync(join(root, 'workflows'))).toBe(false)
  })

  test('P3 starts nothing in a project folder that is gone', async () => {
    const { runner, request, specs } = await createSubject()
    const projectPath = join(request.projectPath, 'gone')
    await expect(runner.start({ ...request, projectPath })).rejects.toMatchObject({
      code: 'PROJECT_PATH_MISSING',
    })
    expect(specs).toEqual([])
  })

  test('P1 starts nothing without its executable, and says where it looked', async () => {
    const { executable, root, runner, request, specs } = await createSubject()
    await rm(executable)
    const refusal = {
      code: 'AGENT_NOT_FOUND',
      message: expect.stringContaining(`Searched: ${root}.`) as string,
    }
    await expect(runner.ensureReady()).rejects.toMatchObject(refusal)
    await expect(runner.start(request)).rejects.toMatchObject(refusal)
    expect(specs).toEqual([])
  })

  test('starts nothing as root outside of a sandbox', async () => {
    const { runner, request, specs } = await createSubject({ uid: 0 })
    await expect(runner.start(request)).rejects.toMatchObject({ code: 'AGENT_REFUSED' })
    expect(await runner.problems()).toMatchObject([{ code: 'ROOT_WITHOUT_SANDBOX' }])
    expect(specs).toEqual([])
  })

  test('says which executable it runs, and of which version', async () => {
    const { executable, runner } = await createSubject()
    await runner.probe()
    expect(await runner.status()).toEqual({ kind: 'claude', path: executable, version: '2.1.330' })
    expect(await runner.problems()).toEqual([])
  })

  test('does not look in the folders that do not count', async () => {
    const { root } = await createSubject()
    const { runner } = await createSubject({ searchPath: root, searchPathWithout: [root] })
    expect(await runner.status()).toEqual({ kind: 'claude' })
  })
})
