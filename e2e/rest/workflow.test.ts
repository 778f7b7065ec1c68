import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workflowExecutionSchema } from '@specflow/workflow/schema'
import { ofKind, startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'
import { isAlive } from '../support/processes.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

describe('an execution over REST', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it('is accepted with its id and completes with what the agent said', async () => {
    const { projectId } = fake
    const started = await fake.server.api.post('/api/workflow/start', {
      projectId,
      skill: 'review',
      input: 'the readme\nfake-claude: ok',
    })

    expect(started.status).toBe(201)
    expect(started.json).toEqual({
      id: expect.stringMatching(UUID),
      status: expect.stringMatching(/^(queued|running)$/),
      projectId,
      skill: 'review',
      agent: 'claude',
      startedAt: expect.any(String),
    })
    const { id } = started.json as { id: string }
    const execution = await fake.server.api.untilStatus(id, 'completed')
    expect(execution).toMatchObject({
      projectId,
      projectName: 'project',
      projectPath: fake.project,
      input: 'the readme\nfake-claude: ok',
      timeoutMs: 600_000,
      output: { status: 'completed' },
      costUsd: 0.00606,
      answers: [],
      runs: [{ attempt: 1, exitCode: 0, costUsd: 0.00606 }],
    })
    expect(execution.sessionId).toMatch(UUID)
  })

  it('is on disk as it is answered, for nobody else to read', async () => {
    const id = await fake.start('ok')
    const execution = await fake.server.api.untilStatus(id, 'completed')

    const path = join(fake.server.home, 'workflows', `${id}.json`)

    expect(workflowExecutionSchema.parse(JSON.parse(await readFile(path, 'utf8')))).toEqual(execution)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(fake.server.home)).mode & 0o777).toBe(0o700)
  })

  it('is given the prompt on standard input, with the skill at its very beginning', async () => {
    const id = await fake.start('ok')
    await fake.server.api.untilStatus(id, 'completed')

    const prompt = await readFile(join(fake.server.home, 'workflows', id, 'run-1/prompt.txt'), 'utf8')
    const [start] = ofKind(fake.log(id), 'start')

    expect(prompt).toMatch(/^\/review fake-claude: ok/)
    expect(start?.cwd).toBe(fake.project)
    expect(start?.argv).toEqual([
      '-p',
      '--output-format',
      'json',
      '--dangerously-skip-permissions',
      '--disallowedTools',
      'AskUserQuestion',
      '--json-schema',
      expect.any(String),
    ])
  })

  it('waits its turn in its project and says why', async () => {
    const first = await fake.start('hang')
    await fake.server.api.untilStatus(first, 'running')
    const second = await fake.start('ok')

    const waiting = await fake.server.api.status(second)
    expect(waiting.status).toBe('queued')
    expect(waiting.queuedBecause).toMatch(/\w/)

    await fake.server.api.cancel(first)
    await fake.server.api.untilStatus(second, 'completed')
  })

  it('is cancelled while it is queued, and never runs', async () => {
    const first = await fake.start('hang')
    const second = await fake.start('ok')

    expect((await fake.server.api.cancel(second)).status).toBe('cancelled')
    await fake.server.api.cancel(first)

    expect(await fake.server.api.status(second)).toMatchObject({ status: 'cancelled', runs: [] })
    expect(fake.log(second)).toEqual([])
  })

  it('is cancelled while it runs, with the receipt of its end', async () => {
    const id = await fake.start('hang')
    await fake.server.api.untilStatus(id, 'running')

    const cancelled = await fake.server.api.cancel(id)

    expect(cancelled).toMatchObject({
      status: 'cancelled',
      cancelledAt: expect.any(String),
      stop: { reason: 'cancelled', survivors: [], endedAt: expect.any(String) },
    })
    expect(ofKind(fake.log(id), 'start').filter(({ pid }) => isAlive(pid))).toEqual([])
  })

  it('is killed when it ignores the polite signal', { timeout: 60_000 }, async () => {
    const id = await fake.start('spawn:setsid+ignore_term')
    await fake.leavesOf(id, 1)

    const { stop } = await fake.server.api.cancel(id)

    expect(stop?.signals.map(({ signal }) => signal)).toEqual(['SIGTERM', 'SIGKILL'])
    expect(stop?.survivors).toEqual([])
  })

  it('is cancelled while it waits for an answer', async () => {
    const { id } = await fake.startAndAsk('needs_input')

    const cancelled = await fake.server.api.cancel(id)

    expect(cancelled.status).toBe('cancelled')
    expect(cancelled.questionSet).toBeUndefined()
    expect(cancelled.stop?.endedAt).toBeDefined()
  })

  it('takes the id of a cancel in the body as well', async () => {
    const { id } = await fake.startAndAsk('needs_input')

    const response = await fake.server.api.post('/api/workflow/cancel', { id })

    expect(response.status).toBe(200)
    expect(response.json).toMatchObject({ id, status: 'cancelled' })
  })
})
