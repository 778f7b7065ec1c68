import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPlatform, createProcessRunner } from '@specflow/process-runner'
import { expect, test } from 'vitest'
import { createClaudeRunner } from '../../src/runner/claude-runner.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** An agent that notes every run of it. `body` is what it does then. */
async function createSubject(body = 'echo 2.1.330') {
  const root = temporaryDirectory()
  const executable = join(root, 'claude')
  const runs = join(root, 'runs')
  await writeFile(executable, `#!/bin/sh\necho run >>'${runs}'\n${body}\n`, { mode: 0o755 })
  const runner = createClaudeRunner({
    kind: 'claude',
    executable,
    runner: createProcessRunner(),
    platform: createPlatform(),
    configDirectory: join(root, '.claude'),
    workflowsPath: join(root, 'workflows'),
    homeId: 'home-1',
    environment: { PATH: '/usr/bin:/bin' },
    searchPath: '',
    graceMs: 1_000,
    uid: 1_000,
    knownBadVersions: [{ to: '2.1.100', reason: 'It loses answers.', link: 'https://example.com/1' }],
  })
  return {
    executable,
    runner,
    countRuns: async () => (await readFile(runs, 'utf8').catch(() => '')).split('\n').length - 1,
  }
}

test('health runs nothing before the first probe, and has no version', async () => {
  const { executable, runner, countRuns } = await createSubject()
  expect(await runner.status()).toEqual({ kind: 'claude', path: executable })
  expect(await runner.problems()).toEqual([])
  expect(await countRuns()).toBe(0)
})

test('health waits for no probe that is under way', async () => {
  const release = join(temporaryDirectory(), 'release')
  const { executable, runner } = await createSubject(
    `while [ ! -e '${release}' ]; do sleep 0.05; done; echo 2.1.330`,
  )
  const probing = runner.probe()
  expect(await runner.status()).toEqual({ kind: 'claude', path: executable })
  expect(await runner.problems()).toEqual([])
  await writeFile(release, '')
  await probing
  expect(await runner.status()).toHaveProperty('version', '2.1.330')
})

test('one probe is enough for every answer until the file changes, and then health still runs nothing', async () => {
  const { executable, runner, countRuns } = await createSubject()
  await runner.probe()
  await runner.ensureReady()
  expect(await runner.status()).toEqual({ kind: 'claude', path: executable, version: '2.1.330' })
  await runner.problems()
  expect(await countRuns()).toBe(1)

  await utimes(executable, new Date(), new Date(Date.now() + 10_000))
  expect(await runner.status()).toEqual({ kind: 'claude', path: executable })
  await runner.problems()
  expect(await countRuns()).toBe(1)
  await runner.ensureReady()
  expect(await countRuns()).toBe(2)
  expect(await runner.status()).toHaveProperty('version', '2.1.330')
})

test('a probe refuses nothing; what it found is a problem, and the agent is named all the same', async () => {
  const { executable, runner } = await createSubject('echo 2.1.7')
  await expect(runner.probe()).resolves.toBeUndefined()
  expect(await runner.status()).toEqual({ kind: 'claude', path: executable, version: '2.1.7' })
  expect(await runner.problems()).toMatchObject([{ code: 'AGENT_VERSION_KNOWN_BAD' }])
  await expect(runner.ensureReady()).rejects.toMatchObject({ code: 'AGENT_REFUSED' })
})
