import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type RunHandle } from '../src/index.ts'
import { isRunning, untilSleeping, waitFor } from './support/processes.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

async function attach(directory: string): Promise<RunHandle> {
  const run = await createProcessRunner().attach(directory)
  if (run === 'unclaimed') throw new Error('the run was unclaimed')
  return run
}

async function startDetached(place: Workplace, ...args: Parameters<Workplace['spec']>): Promise<void> {
  const run = await createProcessRunner().start(place.spec(...args))
  await run.claimed
  run.detach()
}

test('takes up a live run and sees its end', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'count-starts.sh', [place.directory])
  await place.ready()
  const run = await attach(place.runDirectory)
  await expect(run.claimed).resolves.toMatchObject({ bootId: createPlatform().bootId() })
  writeFileSync(join(place.directory, 'go'), '')
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 0 })
})

test('sees the end of a run that is not its child within 50 ms', async () => {
  await using place = createWorkplace()
  const delays: number[] = []
  for (let turn = 0; turn < 10; turn += 1) {
    const directory = join(place.directory, `turn-${turn}`)
    const go = join(directory, 'go')
    const first = await createProcessRunner().start(place.spec('count-starts.sh', [directory], { directory }))
    await first.claimed
    first.detach()
    const run = await attach(directory)
    writeFileSync(go, '')
    await run.result
    delays.push(Date.now() - statSync(join(directory, RUN_FILES.exit)).mtimeMs)
  }
  // The quickest of them: a busy machine delays some, polling would delay nearly all.
  expect(Math.min(...delays)).toBeLessThan(50)
})

test('stops a run that another server started', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'forever.sh', [place.directory])
  await place.ready()
  const run = await attach(place.runDirectory)
  await expect(run.stop('cancelled')).resolves.toMatchObject({ reason: 'cancelled', survivors: [] })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('finishes a run that ended while nobody watched, and sweeps what it left', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'spawn-descendant.sh', [place.directory, 'setsid', 'wait'])
  await place.ready()
  writeFileSync(join(place.directory, 'go'), '')
  await waitFor('the exit record', () => readdirSync(place.runDirectory).includes(RUN_FILES.exit))
  const [leaf = 0] = place.pids()
  await untilSleeping(leaf)
  expect(isRunning(leaf)).toBe(true)
  const result = await (await attach(place.runDirectory)).result
  expect(result).toMatchObject({ kind: 'exited', exitCode: 0, swept: [{ pid: leaf, command: 'sleep 600' }] })
  expect(isRunning(leaf)).toBe(false)
})

test('S17 the deadline holds while nobody watches, for every descendant', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'spawn-descendant.sh', [place.directory, 'ignore-sigterm', 'stay'], {
    timeoutMs: 1_000,
    graceMs: 1_000,
  })
  await place.ready()
  const pids = place.pids()
  expect(pids.filter(isRunning)).toHaveLength(2)
  await waitFor('the watchdog has ended both', () => !pids.some(isRunning))
  await waitFor('the exit record', () => readdirSync(place.runDirectory).includes(RUN_FILES.exit))
  const result = await (await attach(place.runDirectory)).result
  expect(result).toMatchObject({
    kind: 'timed_out',
    receipt: { reason: 'timed_out', signals: [{ signal: 'SIGTERM' }, { signal: 'SIGKILL' }], survivors: [] },
    exit: { kind: 'signaled', signal: 'SIGTERM' },
  })
  expect(result).toHaveProperty('receipt.seen.0.pid', pids[0])
})

test('a deadline that cannot be written down is still a deadline', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'forever.sh', [place.directory], { timeoutMs: 1_000, graceMs: 1_000 })
  await place.ready()
  mkdirSync(join(place.runDirectory, 'stop.json.watchdog'))
  const pids = place.pids()
  expect(pids.filter(isRunning)).not.toEqual([])
  await waitFor('the watchdog has ended it', () => !pids.some(isRunning))
})

test('S6 a deadline that passed while nobody watched is enforced at once', async () => {
  await using place = createWorkplace()
  await startDetached(place, 'forever.sh', [place.directory], { timeoutMs: 60_000 })
  await place.ready()
  const record = JSON.parse(place.readRunFile(RUN_FILES.run)) as object
  writeFileSync(join(place.runDirectory, RUN_FILES.run), JSON.stringify({ ...record, timeoutMs: 1 }))
  await expect((await attach(place.runDirectory)).result).resolves.toMatchObject({ kind: 'timed_out' })
})

test.each([
  ['a cancel', 'cancelled'],
  ['P25 a stop of one that lingers', 'lingered'],
])('%s that an earlier server had only written down is finished', async (_what, reason) => {
  await using place = createWorkplace()
  await startDetached(place, 'forever.sh', [place.directory])
  await place.ready()
  const requestedAt = '2026-01-01T00:00:00.000Z'
  writeFileSync(
    join(place.runDirectory, RUN_FILES.stop),
    JSON.stringify({ reason, requestedAt, by: 'server' }),
  )
  const result = await (await attach(place.runDirectory)).result
  expect(result).toMatchObject({ kind: reason, receipt: { reason, requestedAt, survivors: [] } })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test('a run whose supervisor was killed is lost, and nothing of it lives on', async () => {
  await using place = createWorkplace()
  const run = await createProcessRunner().start(
    place.spec('spawn-descendant.sh', [place.directory, 'daemon', 'stay']),
  )
  await place.ready()
  const supervisor = await run.claimed
  process.kill(supervisor?.pid ?? Number.NaN, 'SIGKILL')
  const result = await run.result
  expect(result).toMatchObject({ kind: 'lost', startedAt: expect.any(String) as string })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test.each([
  ['P18 the stranger who has the pid now is left alone by a stop that was written down before', false],
  ['P19 so is the stranger who leads a group of that number', true],
])('%s', async (_title, detached) => {
  await using place = createWorkplace()
  const first = await createProcessRunner().start(place.spec('exit-code.sh', ['0']))
  await first.result
  const stranger = spawn('sleep', ['600'], { detached, stdio: 'ignore' })
  const pid = stranger.pid ?? Number.NaN
  const identity = createPlatform().identify(pid)
  for (const changed of [{ bootId: 'another boot' }, { startTime: '1' }]) {
    const directory = join(place.directory, `run-${Object.keys(changed).join()}`)
    mkdirSync(directory)
    writeFileSync(join(directory, RUN_FILES.run), place.readRunFile(RUN_FILES.run))
    writeFileSync(join(directory, RUN_FILES.claim), '')
    const record = { ...identity, watchdogPid: pid, ...changed }
    writeFileSync(join(directory, RUN_FILES.process), JSON.stringify(record))
    const stop = { reason: 'cancelled', requestedAt: '2026-01-01T00:00:00.000Z', by: 'server' }
    writeFileSync(join(directory, RUN_FILES.stop), JSON.stringify(stop))
    const result = await (await attach(directory)).result
    expect(result).toMatchObject({ kind: 'cancelled', receipt: { signals: [], seen: [], survivors: [] } })
  }
  expect(isRunning(pid)).toBe(true)
  stranger.kill('SIGKILL')
})

test('a directory in which nothing was prepared is unclaimed', async () => {
  await using place = createWorkplace()
  await expect(createProcessRunner().attach(place.runDirectory)).resolves.toBe('unclaimed')
})

test('S7 a claim from before a reboot is lost, since nobody knows whether it ran', async () => {
  await using place = createWorkplace()
  const run = await createProcessRunner().start(place.spec('exit-code.sh', ['0'], { cwd: '/nowhere' }))
  await run.result
  const record = JSON.parse(place.readRunFile(RUN_FILES.run)) as object
  writeFileSync(
    join(place.runDirectory, RUN_FILES.run),
    JSON.stringify({ ...record, bootId: 'another boot' }),
  )
  writeFileSync(join(place.runDirectory, RUN_FILES.claim), '')
  await expect((await attach(place.runDirectory)).result).resolves.toMatchObject({ kind: 'lost' })
})

test('a damaged run.json of a claimed run is an error that names it', async () => {
  await using place = createWorkplace()
  mkdirSync(place.runDirectory)
  writeFileSync(join(place.runDirectory, RUN_FILES.run), '{"marker":')
  writeFileSync(join(place.runDirectory, RUN_FILES.claim), '')
  await expect(createProcessRunner().attach(place.runDirectory)).rejects.toThrow(
    join(place.runDirectory, 'run.json'),
  )
})

test('a damaged run.json that nobody claimed is unclaimed, and a start writes it anew', async () => {
  await using place = createWorkplace()
  mkdirSync(place.runDirectory)
  writeFileSync(join(place.runDirectory, RUN_FILES.run), '')
  await expect(createProcessRunner().attach(place.runDirectory)).resolves.toBe('unclaimed')
  const run = await createProcessRunner().start(place.spec('exit-code.sh', ['3']))
  await expect(run.result).resolves.toMatchObject({ kind: 'exited', exitCode: 3 })
})
