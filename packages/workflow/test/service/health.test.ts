import { describe, expect, it } from 'vitest'
import { createWorld, waitForStatus } from './service-harness.ts'

describe('health', () => {
  it('counts live and queued runs', async () => {
    await using world = await createWorld()
    const service = world.boot()
    await waitForStatus(service, await world.start(service), 'running')
    await world.start(service)
    expect(await service.health()).toMatchObject({
      ok: true,
      runs: { active: 1, queued: 1 },
      agent: { kind: 'claude' },
    })
  })

  it('is ok beside a problem that stops no start, and lists it', async () => {
    const note = { code: 'AGENT_VERSION_UNTESTED', message: 'newer', remedy: 'none' }
    await using world = await createWorld({ problems: [note] })
    expect(await world.boot().health()).toMatchObject({ ok: true, problems: [note] })
  })

  it.each([
    [
      'the agent is missing',
      {
        status: { kind: 'claude' as const },
        problems: [{ code: 'AGENT_NOT_FOUND', message: 'x', remedy: 'y' }],
      },
    ],
    [
      'the registry cannot be read',
      { problems: [{ code: 'REGISTRY_UNREADABLE', message: 'torn', remedy: 'mend it' }] },
    ],
  ])('is not ok when %s', async (_what, broken) => {
    await using world = await createWorld(broken)
    expect((await world.boot().health()).ok).toBe(false)
  })
})
