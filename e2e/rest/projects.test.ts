import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFakeAgentServer, type FakeAgentServer } from '../support/fake-agent-server.ts'

describe('projects over REST', () => {
  let fake: FakeAgentServer
  beforeAll(async () => {
    fake = await startFakeAgentServer()
  })
  afterAll(() => fake[Symbol.asyncDispose]())

  it('registers a directory, and the same one only once', async () => {
    const path = await fake.createProject('engine')

    const first = await fake.server.api.post('/api/projects', { path, name: 'Engine' })
    const again = await fake.server.api.post('/api/projects', { path })

    expect(first.status).toBe(201)
    expect(first.json).toEqual({
      id: expect.any(String),
      name: 'Engine',
      path,
      registeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    })
    expect(again.status).toBe(200)
    expect(again.json).toEqual(first.json)
  })

  it('knows a directory through a symbolic link', async () => {
    const path = await fake.createProject('linked')
    const link = join(fake.directory, 'link')
    await symlink(path, link)

    const first = await fake.server.api.post('/api/projects', { path })
    const again = await fake.server.api.post('/api/projects', { path: link })

    expect(again.status).toBe(200)
    expect(again.json).toEqual(first.json)
  })

  it('lists what is registered', async () => {
    const { json, status } = await fake.server.api.get('/api/projects')

    expect(status).toBe(200)
    expect(json).toEqual({
      projects: expect.arrayContaining([
        { id: fake.projectId, name: 'project', path: fake.project, registeredAt: expect.any(String) },
      ]),
    })
  })

  it('forgets a project and leaves its directory and its executions', async () => {
    const path = await fake.createProject('forgotten')
    const projectId = await fake.server.api.register(path)
    const id = await fake.start('ok', { projectId })
    await fake.server.api.untilStatus(id, 'completed')

    const removed = await fake.server.api.delete(`/api/projects?id=${projectId}`)

    expect(removed.status).toBe(200)
    expect(removed.json).toMatchObject({ id: projectId, path })
    expect((await fake.server.api.delete(`/api/projects?id=${projectId}`)).status).toBe(404)
    expect((await fake.server.api.status(id)).projectPath).toBe(path)
    expect((await fake.server.api.get('/api/workflow/list')).text).toContain(id)
    expect((await fake.server.api.post('/api/projects', { path })).status).toBe(201)
  })

  it('lists the skills of a project before those of the user', async () => {
    const commands = join(fake.directory, 'user/.claude/commands/team')
    await mkdir(commands, { recursive: true })
    await writeFile(
      join(commands, 'ship.md'),
      '---\ndescription: Ships.\nargument-hint: <version>\n---\nShip.\n',
    )

    const { json, status } = await fake.server.api.get(`/api/projects/skills?projectId=${fake.projectId}`)

    expect(status).toBe(200)
    expect(json).toEqual({
      skills: [
        { name: 'review', description: 'The review skill of a test.', source: 'project' },
        { name: 'team:ship', description: 'Ships.', source: 'user', argumentHint: '<version>' },
      ],
    })
  })

  it.each([
    ['a relative path', () => 'engine'],
    ['a path that leads nowhere', () => join(fake.directory, 'nowhere')],
    ['a file', () => join(fake.project, '.claude/skills/review/SKILL.md')],
  ])('refuses %s', async (_what, path) => {
    const { json, status } = await fake.server.api.post('/api/projects', { path: path() })

    expect(status).toBe(400)
    expect(json).toMatchObject({
      error: { code: 'PROJECT_PATH_INVALID', message: expect.stringContaining(path()) },
    })
  })

  it('starts nothing in a project whose folder is gone', async () => {
    const path = await fake.createProject('vanished')
    const projectId = await fake.server.api.register(path)
    await rm(path, { recursive: true })

    const { json, status } = await fake.server.api.post('/api/workflow/start', { projectId, skill: 'review' })

    expect(status).toBe(409)
    expect(json).toMatchObject({
      error: { code: 'PROJECT_PATH_MISSING', message: expect.stringContaining(path) },
    })
  })
})
