import { expect, test, vi } from 'vitest'
import { createTestCaller } from '../support/caller.ts'
import { project } from '../support/service.ts'

test('project.list answers the projects under their name', async () => {
  const { caller } = createTestCaller({ listProjects: () => Promise.resolve([project]) })
  await expect(caller.project.list()).resolves.toEqual({ projects: [project] })
})

test('project.register says whether the path was new', async () => {
  const registerProject = vi.fn(() => Promise.resolve({ project, created: false }))
  const { caller } = createTestCaller({ registerProject })
  await expect(caller.project.register({ path: project.path })).resolves.toEqual({ project, created: false })
  expect(registerProject).toHaveBeenCalledWith({ path: project.path })
})

test.each([
  ['get', 'getProject'],
  ['remove', 'removeProject'],
] as const)('project.%s answers the bare project', async (name, useCase) => {
  const called = vi.fn(() => Promise.resolve(project))
  const { caller } = createTestCaller({ [useCase]: called })
  await expect(caller.project[name]({ projectId: project.id })).resolves.toEqual(project)
  expect(called).toHaveBeenCalledWith(project.id)
})

test('project.skills answers the skills under their name', async () => {
  const skills = [{ name: 'weed', description: 'Weeds.', source: 'project' as const }]
  const { caller } = createTestCaller({ listSkills: () => Promise.resolve(skills) })
  await expect(caller.project.skills({ projectId: project.id })).resolves.toEqual({ skills })
})

test('system.health answers the health of the service', async () => {
  const health = {
    ok: true,
    version: '1.2.3',
    pid: 42,
    agent: { kind: 'demo' as const },
    stateDirectory: '/home/ada/.specflow',
    runs: { active: 0, queued: 0 },
    problems: [],
  }
  const { caller } = createTestCaller({ health: () => Promise.resolve(health) })
  await expect(caller.system.health()).resolves.toEqual(health)
})

test('project.browse hands the path on, and needs none', async () => {
  const answer = { path: '/home/ada', directories: [], isTruncated: false }
  const browse = vi.fn(() => Promise.resolve(answer))
  const { caller } = createTestCaller({ browse })
  await expect(caller.project.browse({})).resolves.toEqual(answer)
  await caller.project.browse({ path: '/srv' })
  expect(browse.mock.calls).toEqual([[{}], [{ path: '/srv' }]])
})
