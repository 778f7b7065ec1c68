import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getuid } from 'node:process'
import { describe, expect, it } from 'vitest'
import { startServer, type BuiltServer } from '../support/built-server.ts'
import { fakeAgentEnvironment } from '../support/fake-agent-server.ts'
import { FAKE_AGENT } from '../support/paths.ts'
import { createProject } from '../support/project.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const MISSING = { SPECFLOW_CLAUDE_BIN: 'no-such-agent' }

describe('which agent runs', () => {
  it('without the agent, the demo agent runs the sample project and says so everywhere', async () => {
    await using server = await startServer({ env: { ...MISSING, FAKE_CLAUDE_WORK_MS: '10' } })
    const sample = await sampleProject(server)

    expect(await skillNames(server, sample)).toEqual(['demo-ask', 'demo-complete', 'demo-long'])
    const id = await server.api.start({ projectId: sample, skill: 'demo-complete' })
    const execution = await server.api.untilStatus(id, 'completed')

    expect(execution.agent).toBe('demo')
    expect(execution.output?.message).toMatch(/demo agent/i)
    expect(execution.output?.artifacts).toEqual([{ path: 'demo-report.md', action: 'created' }])
    expect((await server.api.get('/api/health')).json).toMatchObject({ agent: { kind: 'demo' } })
    expect(server.output()).toMatch(/demo agent/i)
  })

  it('without the agent, any other project is refused with both remedies and nothing is written', async () => {
    await using directory = await temporaryDirectory()
    await using server = await startServer({ directory: directory.path, env: MISSING })
    const projectId = await server.api.register(await createProject(directory.path, 'project'))

    const { json, status } = await server.api.post('/api/workflow/start', { projectId, skill: 'review' })

    expect(status).toBe(412)
    expect(json).toMatchObject({
      error: { code: 'AGENT_NOT_FOUND', message: expect.stringContaining('SPECFLOW_AGENT=demo') },
    })
    expect((await server.api.get('/api/workflow/list')).json).toEqual({
      executions: [],
      nextCursor: null,
      unreadable: [],
    })
  })

  it.each([
    [
      'P1 a command that is missing',
      undefined,
      /was not found on the PATH\..* Searched: (\/[^,]+, )*\/usr\/bin\b/,
    ],
    ['P2 a file that may not be executed', 0o644, /agent" is not an executable file\./],
  ])('%s is refused before anything is written', async (_what, mode, says) => {
    await using directory = await temporaryDirectory()
    const executable = join(directory.path, 'agent')
    if (mode !== undefined) await writeFile(executable, '#!/bin/sh\n', { mode })
    const env = {
      ...fakeAgentEnvironment(directory.path),
      SPECFLOW_CLAUDE_BIN: mode === undefined ? 'no-such-agent' : executable,
    }
    await using server = await startServer({ directory: directory.path, env })
    const projectId = await server.api.register(await createProject(directory.path, 'project'))
    const files = () => readdir(join(server.home, 'workflows'), { recursive: true })
    const before = await files()

    const { json, status } = await server.api.post('/api/workflow/start', { projectId, skill: 'review' })

    expect(status).toBe(412)
    expect(json).toMatchObject({
      error: { code: 'AGENT_NOT_FOUND', message: expect.stringMatching(says) },
    })
    expect(await files()).toEqual(before)
    expect((await server.api.get('/api/workflow/list')).json).toMatchObject({ executions: [] })
  })

  it('with SPECFLOW_AGENT=claude there is no demo agent and no sample project', async () => {
    await using server = await startServer({ env: { ...MISSING, SPECFLOW_AGENT: 'claude' } })

    expect((await server.api.get('/api/projects')).json).toEqual({ projects: [] })
    const { json } = await server.api.get('/api/health')
    expect(JSON.stringify(json)).toContain('no-such-agent')
  })

  it('with SPECFLOW_AGENT=demo the demo agent runs every project, and health says it', async () => {
    await using directory = await temporaryDirectory()
    await using server = await startServer({
      directory: directory.path,
      env: { SPECFLOW_AGENT: 'demo', FAKE_CLAUDE_WORK_MS: '10' },
    })
    const projectId = await server.api.register(await createProject(directory.path, 'project'))

    const id = await server.api.start({ projectId, skill: 'review' })
    const execution = await server.api.untilStatus(id, 'completed')

    expect(execution.agent).toBe('demo')
    expect(execution.output?.message).toMatch(/demo agent/i)
    expect((await server.api.get('/api/health')).json).toMatchObject({
      agent: { kind: 'demo' },
      problems: expect.arrayContaining([expect.objectContaining({ code: 'DEMO_AGENT' })]),
    })
  })

  it('a sample project that was removed does not come back', async () => {
    await using directory = await temporaryDirectory()
    const options = { directory: directory.path, env: MISSING }
    await using first = await startServer(options)
    const sample = await sampleProject(first)
    expect((await first.api.delete(`/api/projects?id=${sample}`)).status).toBe(200)
    await first.stop()

    await using second = await startServer(options)

    expect((await second.api.get('/api/projects')).json).toEqual({ projects: [] })
  })

  it('root is refused as the agent itself would, until the operator has said IS_SANDBOX=1', async () => {
    await using directory = await temporaryDirectory()
    const { IS_SANDBOX: _said, ...env } = fakeAgentEnvironment(directory.path)
    await using server = await startServer({ directory: directory.path, env })
    const projectId = await server.api.register(await createProject(directory.path, 'project'))

    const { json, status } = await server.api.post('/api/workflow/start', { projectId, skill: 'review' })

    const isRoot = getuid?.() === 0
    expect(status).toBe(isRoot ? 412 : 201)
    expect(json).toMatchObject(
      isRoot
        ? { error: { code: 'AGENT_REFUSED', message: expect.stringContaining('IS_SANDBOX=1') } }
        : { projectId },
    )
  })

  it('a demo execution is gone on with by the demo agent, also where the real one has come', async () => {
    await using directory = await temporaryDirectory()
    const quick = { FAKE_CLAUDE_WORK_MS: '10' }
    await using first = await startServer({ directory: directory.path, env: { ...MISSING, ...quick } })
    const id = await first.api.start({ projectId: await sampleProject(first), skill: 'demo-ask' })
    const asked = await first.api.untilStatus(id, 'waiting_for_input')
    await first.stop()

    await using second = await startServer({
      directory: directory.path,
      env: { SPECFLOW_CLAUDE_BIN: FAKE_AGENT, IS_SANDBOX: '1', ...quick },
    })
    await second.api.answer(id, { Length: 'Short', Reader: 'Me' })
    const again = await second.api.untilStatus(id, 'waiting_for_input')

    expect(again.agent).toBe('demo')
    expect(again.sessionId).toBe(asked.sessionId)
    expect(again.questionSet?.questions[0]?.question).toContain('Short')
  })
})

async function sampleProject(server: BuiltServer): Promise<string> {
  const { json } = await server.api.get('/api/projects')
  const { projects } = json as { projects: { id: string; path: string }[] }
  expect(projects.map(({ path }) => path)).toEqual([join(server.home, 'sample-project')])
  return projects[0]?.id ?? ''
}

async function skillNames(server: BuiltServer, projectId: string): Promise<string[]> {
  const { json } = await server.api.get(`/api/projects/skills?projectId=${projectId}`)
  return (json as { skills: { name: string }[] }).skills.map(({ name }) => name).sort()
}
