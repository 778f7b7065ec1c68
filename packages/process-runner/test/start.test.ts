import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type Platform } from '../src/index.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('P3 a working directory that is missing is a failed start that names it', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('forever.sh', [], { cwd: '/nowhere' }))
  const message = 'There is no directory /nowhere'
  await expect(run.result).resolves.toMatchObject({
    kind: 'spawn_failed',
    code: 'DIRECTORY_UNUSABLE',
    message,
  })
  await expect(run.claimed).resolves.toBeUndefined()
})

test.each([
  ['P4', 'a working directory that is a file', { cwd: import.meta.filename }, 'DIRECTORY_UNUSABLE'],
  ['P5', 'an argument that is too long', { args: ['x'.repeat(200 * 1024)] }, 'E2BIG'],
  ['P6', 'a NUL in an argument', { args: ['a\0b'] }, 'ERR_INVALID_ARG_VALUE'],
])(
  '%s P8 %s is a failed start, although Node throws, and its directory can be used again',
  async (_case, _what, overrides, code) => {
    await using place = createWorkplace()
    const run = await runner.start({ ...place.spec('exit-code.sh', ['4']), ...overrides })
    await expect(run.result).resolves.toMatchObject({ kind: 'spawn_failed', code })
    await expect(run.claimed).resolves.toBeUndefined()
    expect(place.readRunFile(RUN_FILES.prompt)).toBe('a prompt\n')
    await expect(runner.attach(place.runDirectory)).resolves.toBe('unclaimed')
    const again = await runner.start(place.spec('exit-code.sh', ['4']))
    await expect(again.result).resolves.toMatchObject({ kind: 'exited', exitCode: 4 })
  },
)

test.each([
  ['P1', 'missing', 127],
  ['P2', 'not executable', 126],
  ['P2', 'of another format', 126],
])(
  '%s an executable that is %s is an exit with %i and nothing on standard output',
  async (_case, what, exitCode) => {
    await using place = createWorkplace()
    const executable = join(place.directory, 'command')
    if (what === 'not executable') writeFileSync(executable, '#!/bin/sh\n', { mode: 0o600 })
    if (what === 'of another format') writeFileSync(executable, '\x7fELF\0\0of no machine\n', { mode: 0o700 })
    const run = await runner.start(place.spec('', [], { executable }))
    await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode })
    expect(place.readRunFile(RUN_FILES.output)).toBe('')
    expect(place.readRunFile(RUN_FILES.stderr)).toContain(executable)
  },
)

test('P7 a supervisor that cannot be looked at after its start, with no file descriptor left, is a started run', async () => {
  await using place = createWorkplace()
  const platform = createPlatform()
  let refusals = 0
  const identify: Platform['identify'] = (pid) => {
    refusals += 1
    if (refusals > 1) return platform.identify(pid)
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
  }
  const run = await createProcessRunner({ platform: { ...platform, identify } }).start(
    place.spec('exit-code.sh', ['3']),
  )
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 3 })
})

test('P7 a supervisor that cannot be looked at after its start, with no file descriptor left, is a started run', async () => {
  await using place = createWorkplace()
  const platform = createPlatform()
  let refusals = 0
  const identify: Platform['identify'] = (pid) => {
    refusals += 1
    if (refusals > 1) return platform.identify(pid)
    throw Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
  }
  const run = await createProcessRunner({ platform: { ...platform, identify } }).start(
    place.spec('exit-code.sh', ['3']),
  )
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 3 })
})

test('finds an executable by name on the PATH of the run', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('', ['-c', 'exit 9'], { executable: 'sh' }))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 9 })
})

test('a run directory that cannot be made is the file system’s own error', async () => {
  await using place = createWorkplace()
  const spec = place.spec('forever.sh', [], { directory: join(import.meta.filename, 'run-1') })
  await expect(runner.start(spec)).rejects.toMatchObject({ code: 'ENOTDIR' })
})

test.each([
  [{ directory: 'run-1' }, 'run-1'],
  [{ cwd: '.' }, 'working directory'],
  [{ executable: '-x' }, '-x'],
  [{ marker: { name: 'A B', value: 'x' } }, 'A B'],
  [{ marker: { name: 'A', value: 'x\ny' } }, 'x\ny'],
  [{ timeoutMs: 0 }, 'timeoutMs'],
  [{ graceMs: Number.NaN }, 'NaN'],
])('refuses %j and names the value', async (overrides, named) => {
  await using place = createWorkplace()
  const spec = { ...place.spec('forever.sh'), ...overrides }
  await expect(runner.start(spec)).rejects.toThrow(TypeError)
  await expect(runner.start(spec)).rejects.toThrow(named)
})

test('the command gets the environment as given and the marker, the caller’s umask and no ignored signal', async () => {
  await using place = createWorkplace()
  const env = {
    PATH: '/usr/bin:/bin',
    d: 'one',
    line: 'two\nlines',
    IFS: 'x',
    specflow: 'kept',
    PWD: '/elsewhere',
  }
  const spec = place.spec('report-self.sh', [], { env })
  const before = process.umask(0o027)
  try {
    const run = await runner.start(spec)
    await run.result
  } finally {
    process.umask(before)
  }
  const [umask, ignored, cwd, ...rest] = place.readRunFile(RUN_FILES.output).split('\n')
  expect(umask).toBe('0027')
  expect(ignored).toMatch(/^SigIgn:\t0+$/)
  expect(cwd).toBe(spec.cwd)
  const descriptors = place.readRunFile(RUN_FILES.stderr).split('\n')
  expect(descriptors).toEqual(expect.arrayContaining(['0', '1', '2']))
  expect(descriptors.filter((descriptor) => ['3', '4', '5'].includes(descriptor))).toEqual([])
  const reported = rest.join('\n')
  expect(reported).toContain(`SPECFLOW_RUN=${spec.marker.value}\n`)
  expect(reported).toContain('d=one\n')
  expect(reported).toContain('line=two\nlines\n')
  expect(reported).not.toMatch(/^specflow_/m)
})

test('keeps everything to its owner, whatever the umask and the directory were', async () => {
  await using place = createWorkplace()
  mkdirSync(place.runDirectory)
  chmodSync(place.runDirectory, 0o777)
  const before = process.umask(0)
  try {
    const run = await runner.start(place.spec('forever.sh', [place.directory]))
    await place.ready()
    await run.stop('cancelled')
  } finally {
    process.umask(before)
  }
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)
  expect(mode(place.runDirectory)).toBe('700')
  const modes = readdirSync(place.runDirectory).map((name) => [name, mode(join(place.runDirectory, name))])
  expect(modes.length).toBeGreaterThan(8)
  expect(modes.filter(([, value]) => value !== '600')).toEqual([])
})

test('never writes the environment down', async () => {
  await using place = createWorkplace()
  const env = { ...place.spec('').env, API_KEY: 'sk-secret-value' }
  const run = await runner.start(place.spec('exit-code.sh', ['0'], { env }))
  await run.result
  for (const name of readdirSync(place.runDirectory))
    expect(place.readRunFile(name)).not.toContain('sk-secret')
})

test('runs once however often it is started at the same time', async () => {
  await using place = createWorkplace()
  const spec = place.spec('count-starts.sh', [place.directory])
  const runs = await Promise.all(Array.from({ length: 5 }, () => createProcessRunner().start(spec)))
  await place.ready()
  const [first] = await Promise.all(runs.map((run) => run.claimed))
  expect(isRunning(first?.pid ?? 0)).toBe(true)
  writeFileSync(join(place.directory, 'go'), '')
  const results = await Promise.all(runs.map((run) => run.result))
  expect(results.map((result) => result.kind)).toEqual(Array.from({ length: 5 }, () => 'exited'))
  expect(place.pids()).toHaveLength(1)
})

test('attaches when it is asked to start what is already claimed', async () => {
  await using place = createWorkplace()
  const spec = place.spec('forever.sh', [place.directory])
  const first = await runner.start(spec)
  await place.ready()
  const second = await runner.start(spec)
  expect(await second.claimed).toEqual(await first.claimed)
  await second.stop('cancelled')
  await expect(first.result).resolves.toMatchObject({ kind: 'cancelled' })
  expect(place.pids()).toHaveLength(1)
})

test('a supervisor that cannot write is a failed start', async () => {
  await using place = createWorkplace()
  // A directory in the place of a file stops root as well.
  mkdirSync(join(place.runDirectory, RUN_FILES.stderr), { recursive: true })
  const run = await runner.start(place.spec('forever.sh', [place.directory]))
  await expect(run.result).resolves.toMatchObject({ kind: 'spawn_failed', code: 'SUPERVISOR_FAILED' })
  expect(place.pids()).toEqual([])
})

test('leaves neither supervisor nor watchdog behind', async () => {
  await using place = createWorkplace()
  const run = await runner.start(place.spec('exit-code.sh', ['0']))
  run.detach()
  await waitFor('the exit record', () => readdirSync(place.runDirectory).includes(RUN_FILES.exit))
  const { pid, watchdogPid } = JSON.parse(place.readRunFile(RUN_FILES.process)) as Record<string, number>
  const ours = [pid, watchdogPid].map(Number)
  await waitFor('supervisor and watchdog have gone', () => !ours.some(isRunning))
})
