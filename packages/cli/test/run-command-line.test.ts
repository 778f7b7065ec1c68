import { describe, expect, it } from 'vitest'
import { runCommandLine } from '../src/run-command-line.ts'
import { apiServer } from './support/api-server.ts'
import { testWorld } from './support/world.ts'

const PROJECT = { id: 'p', name: 'project', path: '/work', registeredAt: '2026-01-01T00:00:00.000Z' }
const PROJECTS = { body: { result: { data: { projects: [PROJECT] } } } }

const refused = (status: number, workflowCode: string, more: object = {}) => ({
  status,
  body: {
    error: {
      message: 'Nobody has acknowledged it.',
      code: -32_000,
      data: { code: 'ANY', httpStatus: status, workflowCode, ...more },
    },
  },
})

const call = (world: ReturnType<typeof testWorld>, ...given: string[]) =>
  runCommandLine({ arguments: given, world, version: '1.2.3' })

describe('what a folder brings and nobody has acknowledged', () => {
  const details = {
    hash: 'abc123',
    brings: [
      { kind: 'hook', name: 'PreToolUse', detail: 'rm -rf \u001b[2J/', file: '.claude/settings.json' },
      { kind: 'mcp_server', name: 'evil', detail: 'npx evil', file: '.mcp.json' },
    ],
  }

  it('is listed with its hash and with what to add', async () => {
    await using server = await apiServer({
      '/api/trpc/project.list': PROJECTS,
      '/api/trpc/workflow.start': refused(412, 'TRUST_REQUIRED', { details }),
    })
    const world = testWorld({ directory: '/work' })
    expect(await call(world, 'run', 'review', '--url', server.url)).toBe(1)
    expect(world.err()).toBe(
      [
        'TRUST_REQUIRED: Nobody has acknowledged it.',
        '  hook  PreToolUse  rm -rf /  (.claude/settings.json)',
        '  mcp_server  evil  npx evil  (.mcp.json)',
        'Hash: abc123',
        'Once you have read it, the same again with: --acknowledge abc123',
        '',
      ].join('\n'),
    )
  })

  it('is acknowledged by the hash that is given', async () => {
    const receipt = {
      created: true,
      id: 'i',
      status: 'queued',
      projectId: 'p',
      skill: 'review',
      agent: 'demo',
      startedAt: '',
    }
    await using server = await apiServer({
      '/api/trpc/project.list': PROJECTS,
      '/api/trpc/workflow.start': { body: { result: { data: receipt } } },
    })
    const world = testWorld({ directory: '/work' })
    expect(await call(world, 'run', 'review', '--acknowledge', 'abc123', '--url', server.url)).toBe(0)
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toMatchObject({ acknowledge: 'abc123' })
  })
})

describe('the session with the server', () => {
  const environment = { SPECFLOW_TOKEN: 'secret' }

  it('is refused in the words of the server', async () => {
    const body = { error: { code: 'UNAUTHORIZED', message: 'This token is not mine.' } }
    await using server = await apiServer({
      '/api/session/rotate': { status: 401, body },
      '/api/trpc/workflow.list': { status: 401, body },
    })
    const world = testWorld({ environment })
    expect(await call(world, 'token', '--rotate', '--url', server.url)).toBe(1)
    expect(world.err()).toBe('This token is not mine.\n')
    expect(await call(world, 'list', '--url', server.url)).toBe(1)
    expect(world.err()).toContain(
      'UNAUTHORIZED: This token is not mine.\nName that server in SPECFLOW_URL and give its token in SPECFLOW_TOKEN.',
    )
  })
})

describe('the server itself', () => {
  it('is started, and repaired, where it is part of this installation', async () => {
    const became: string[] = []
    const repository = {
      startServer: () => Promise.resolve(void became.push('start')),
      runDoctor: (options: readonly string[]) =>
        Promise.resolve(void became.push(`doctor ${options.join(' ')}`)),
    }
    const world = testWorld({ repository })
    expect(await call(world, 'start')).toBeUndefined()
    expect(await call(world, 'doctor', '--fix')).toBeUndefined()
    expect(await call(world, 'doctor', '--url', 'http://127.0.0.1:1')).toBeUndefined()
    expect(became).toEqual(['start', 'doctor --fix', 'doctor '])
  })

  it('is not there elsewhere, which is said with what to do', async () => {
    const world = testWorld()
    expect(await call(world, 'doctor', '--fix')).toBe(64)
    expect(world.err()).toContain('npm run doctor -- --fix')
    expect(await call(world, 'doctor', '--url', 'http://127.0.0.1:1')).toBe(69)
  })

  it('that finds a problem makes the doctor end with 1', async () => {
    const check = {
      id: 'disk',
      title: 'Disk',
      status: 'problem',
      detail: 'It is full.',
      remedy: 'Delete.',
      fixable: false,
    }
    await using server = await apiServer({
      '/api/trpc/system.doctor': { body: { result: { data: { ok: false, checks: [check] } } } },
    })
    const world = testWorld()
    expect(await call(world, 'doctor', '--url', server.url)).toBe(1)
    expect(world.out()).toBe('PROBLEM  Disk: It is full.\n         Delete.\n')
  })
})

it('stopping everything fails where something may be alive, and names it', async () => {
  const notStopped = [{ id: 'b', error: { code: 'STOP_FAILED', message: 'Process 7 is alive.' } }]
  const answer = { result: { data: { stopped: ['a'], notStopped } } }
  await using server = await apiServer({ '/api/trpc/workflow.stopAll': { body: answer } })
  const world = testWorld()
  expect(await call(world, 'stop-all', '--url', server.url)).toBe(1)
  expect(world.out()).toBe('1 execution is cancelled.\n')
  expect(world.err()).toBe(
    'b may be alive: STOP_FAILED: Process 7 is alive.\nTry again: specflowctl stop-all\n',
  )
})

it('says its version', async () => {
  const world = testWorld()
  expect(await call(world, '--version')).toBe(0)
  expect(world.out()).toBe('1.2.3\n')
})
