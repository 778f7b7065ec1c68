import { chmod, readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { createProbe, type ProbedExecutable } from '../../src/runner/probe.ts'
import { queryVersion } from '../../src/runner/version-query.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** An agent that answers with a version and notes every call. */
async function createAgent(folder: string) {
  const path = join(folder, 'agent')
  const calls = join(folder, 'calls')
  const versionFile = join(folder, 'version')
  await writeFile(versionFile, '2.1.330 (Claude Code)')
  await writeFile(path, `#!/bin/sh\necho "$@" >>'${calls}'\ncat '${versionFile}'\n`, { mode: 0o755 })
  let now = 0
  const probe = createProbe({
    executable: 'agent',
    searchPath: folder,
    searchPathWithout: [],
    environment: { PATH: '/usr/bin:/bin' },
    now: () => now,
  })
  return {
    path,
    versionFile,
    probe,
    passTime: (ms: number) => {
      now += ms
    },
    countCalls: async () => (await readFile(calls, 'utf8').catch(() => '')).split('\n').length - 1,
    version: async () => versionOf(await probe.ask()),
    recalledVersion: async () => versionOf(await probe.recall()),
  }
}

function versionOf(probed: ProbedExecutable): string | undefined {
  return probed.kind === 'found' && probed.version.kind === 'known' ? probed.version.version : undefined
}

describe('the probe of an executable', () => {
  test('asks for the version once, however often somebody asks', async () => {
    const folder = temporaryDirectory()
    const agent = await createAgent(folder)
    const answers = await Promise.all([agent.version(), agent.version(), agent.version()])
    expect(answers).toEqual(['2.1.330', '2.1.330', '2.1.330'])
    agent.passTime(59_000)
    await agent.version()
    expect(await agent.countCalls()).toBe(1)
  })

  test('asks again when the file has changed', async () => {
    const folder = temporaryDirectory()
    const agent = await createAgent(folder)
    await agent.version()
    await writeFile(agent.versionFile, '2.1.400')
    await utimes(agent.path, new Date(), new Date(Date.now() + 10_000))
    expect(await agent.version()).toBe('2.1.400')
  })

  test('asks again in the background when the answer is a minute old', async () => {
    const folder = temporaryDirectory()
    const agent = await createAgent(folder)
    await agent.version()
    await writeFile(agent.versionFile, '2.1.400')
    agent.passTime(60_000)
    expect(await agent.version()).toBe('2.1.330')
    await vi.waitFor(async () => {
      expect(await agent.recalledVersion()).toBe('2.1.400')
    }, 5_000)
    expect(await agent.countCalls()).toBe(2)
  })

  test('recalls without running anything: before the first answer, when it is old and when the file has changed', async () => {
    const agent = await createAgent(temporaryDirectory())
    const unasked = { kind: 'found', path: agent.path, version: { kind: 'unasked' } }
    expect(await agent.probe.recall()).toEqual(unasked)
    expect(await agent.countCalls()).toBe(0)

    await agent.version()
    agent.passTime(3_600_000)
    expect(await agent.recalledVersion()).toBe('2.1.330')
    await utimes(agent.path, new Date(), new Date(Date.now() + 10_000))
    expect(await agent.probe.recall()).toEqual(unasked)
    expect(await agent.countCalls()).toBe(1)
  })

  test('sees at once that the file is gone', async () => {
    const folder = temporaryDirectory()
    const agent = await createAgent(folder)
    await agent.version()
    await chmod(agent.path, 0o644)
    expect(await agent.probe.ask()).toEqual({ kind: 'missing', searched: [folder] })
    expect(await agent.probe.recall()).toEqual({ kind: 'missing', searched: [folder] })
  })
})

describe('queryVersion', () => {
  test.each([
    ['exits with an error', 'echo broken >&2; exit 3', /broken/],
    ['prints no version', 'echo hello', /it printed "hello"/],
    [
      'does not answer, and has a child that does not either',
      'sleep 3 & sleep 3',
      /did not answer within 300 ms/,
    ],
  ])('says why there is none from an executable that %s', async (_, body, reason) => {
    const folder = temporaryDirectory()
    const path = join(folder, 'agent')
    await writeFile(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    const answer = await queryVersion({ path, env: { PATH: '/usr/bin:/bin' }, timeoutMs: 300 })
    expect(answer).toEqual({ kind: 'unknown', reason: expect.stringMatching(reason) as string })
  })

  test('says why there is none where the system refuses the start outright', async () => {
    const env = { PATH: '/usr/bin:/bin', LARGE: 'x'.repeat(4_000_000) }
    const answer = await queryVersion({ path: '/bin/sh', env, timeoutMs: 5_000 })
    expect(answer).toEqual({ kind: 'unknown', reason: expect.stringContaining('E2BIG') as string })
  })

  test('says why there is none from a file that is no program', async () => {
    const folder = temporaryDirectory()
    const path = join(folder, 'agent')
    await writeFile(path, '\u007fELF', { mode: 0o755 })
    const answer = await queryVersion({ path, env: {}, timeoutMs: 5_000 })
    expect(answer.kind).toBe('unknown')
  })
})
