import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { WorkflowError } from '../../src/errors.ts'
import { createWorld } from './service-harness.ts'

it('tells what a start would run and what the repository brings, and starts nothing', async () => {
  await using world = await createWorld()
  const service = world.boot()
  await mkdir(join(world.folder, '.claude'))
  await writeFile(join(world.folder, '.mcp.json'), '{"mcpServers":{"db":{"command":"npx"}}}')
  const input = { projectId: world.project.id, skill: 'review' }
  expect(await service.preflight(input)).toEqual({
    command: { executable: 'claude', arguments: [], cwd: world.project.path },
    agentKind: 'claude',
    permissionMode: 'bypassPermissions',
    brings: [{ kind: 'mcp_server', name: 'db', detail: 'npx', file: '.mcp.json' }],
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    isAcknowledged: false,
    problems: [],
  })
  expect(world.runner.requests).toEqual([])
  await expect(service.preflight({ ...input, skill: 'reviw' })).rejects.toMatchObject({
    code: 'SKILL_NOT_FOUND',
  })
  await expect(service.preflight({ ...input, projectId: 'x' })).rejects.toMatchObject({
    code: 'PROJECT_NOT_FOUND',
  })
})

it('tells what would refuse the start instead of refusing', async () => {
  await using world = await createWorld()
  const service = world.boot()
  world.runner.refuse(new WorkflowError('AGENT_NOT_FOUND', 'Install it.'))
  await rm(world.folder, { recursive: true })
  const preflight = await service.preflight({ projectId: world.project.id, skill: 'review' })
  expect(preflight).not.toHaveProperty('command')
  expect(preflight.problems.map(({ code }) => code)).toEqual(['PROJECT_PATH_MISSING', 'AGENT_NOT_FOUND'])
})
