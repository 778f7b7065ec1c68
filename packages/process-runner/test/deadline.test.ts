import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createPlatform, createProcessRunner, RUN_FILES, type ProcessIdentity } from '../src/index.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

const YEAR_MS = 365 * 24 * 3_600_000
const platform = createPlatform()
const runner = createProcessRunner()

afterEach(() => {
  vi.useRealTimers()
})

test('P11 a run that never says anything is timed out, never before its time, whatever it says then', async () => {
  await using place = createWorkplace()
  const startedAt = Date.now()
  const run = await runner.start(place.spec('late-output.sh', [place.directory], { timeoutMs: 700 }))
  const result = await run.result
  if (result.kind !== 'timed_out') throw new Error(`the run ended as ${result.kind}`)
  expect(Date.parse(result.receipt.requestedAt) - startedAt).toBeGreaterThanOrEqual(700)
  expect(result).toMatchObject({
    receipt: { reason: 'timed_out', signals: [{ signal: 'SIGTERM' }], survivors: [] },
    exit: { kind: 'exited', exitCode: 0 },
  })
  expect(place.readRunFile(RUN_FILES.output)).toContain('"completed"')
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({ by: 'server' })
  expect(place.pids().filter(isRunning)).toEqual([])
})

test.each([
  ['a year ahead', YEAR_MS],
  ['a year back', -YEAR_MS],
])('S17 a wall clock that jumps %s moves no deadline', async (_where, jumpMs) => {
  await using place = createWorkplace()
  const start = (name: string, timeoutMs: number) =>
    runner.start(
      place.spec('forever.sh', [place.directory], { directory: join(place.directory, name), timeoutMs }),
    )
  const before = await start('before', 600_000)
  const startedAt = performance.now()
  const short = await start('short', 1_500)
  await short.claimed
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs })
  const after = await start('after', 600_000)

  await expect(short.result).resolves.toMatchObject({ kind: 'timed_out' })
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_500)
  for (const run of [before, after]) {
    expect(platform.ageMs((await run.claimed) ?? NOBODY)).toBeDefined()
    await expect(run.stop('cancelled')).resolves.toMatchObject({ reason: 'cancelled' })
  }
})

test('S17 the watchdog alone enforces the deadline, later than a server would and never earlier', async () => {
  await using place = createWorkplace()
  const { startedAt } = await startUnwatched(place)
  await waitFor('the exit record', () => existsSync(join(place.runDirectory, RUN_FILES.exit)))
  const { mtimeMs } = statSync(join(place.runDirectory, RUN_FILES.exit))
  expect(mtimeMs - startedAt).toBeGreaterThanOrEqual(1_000)
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({
    reason: 'timed_out',
    by: 'supervisor',
  })
  await waitFor('nothing of it is alive', () => !place.pids().some(isRunning))
})

test('S17 a supervisor and a watchdog that stood still for 3 s end their run later, and they do', async () => {
  await using place = createWorkplace()
  const { supervisor } = await startUnwatched(place)
  const ours = supervisorGroup(supervisor.pid, place.pids())
  for (const pid of ours) process.kill(pid, 'SIGSTOP')
  const stoppedAtMs = platform.ageMs(supervisor) ?? Number.NaN
  // The watchdog would have ended it after its second and two more.
  await waitFor('3 s and more have passed', () => (platform.ageMs(supervisor) ?? 0) > stoppedAtMs + 4_500)
  expect(place.pids().map(isRunning)).toEqual([true])
  for (const pid of ours) process.kill(pid, 'SIGCONT')
  await waitFor('the run has been ended', () => !place.pids().some(isRunning))
  expect(JSON.parse(place.readRunFile(RUN_FILES.stop))).toMatchObject({ reason: 'timed_out' })
})

const NOBODY: ProcessIdentity = { pid: 0, startTime: '', bootId: '' }

/** A run of a second that no server watches. */
async function startUnwatched(place: Workplace): Promise<{ startedAt: number; supervisor: ProcessIdentity }> {
  const startedAt = Date.now()
  const spec = place.spec('forever.sh', [place.directory], { timeoutMs: 1_000, graceMs: 1_000 })
  const run = await runner.start(spec)
  const supervisor = await run.claimed
  run.detach()
  await place.ready()
  return { startedAt, supervisor: supervisor ?? NOBODY }
}

/** The supervisor, the watchdog and its sleeper: all in that group but the command. */
function supervisorGroup(groupId: number, command: readonly number[]): number[] {
  const table = platform.listProcesses('SPECFLOW_RUN')
  return table
    .filter((entry) => entry.groupId === groupId && !command.includes(entry.pid))
    .map(({ pid }) => pid)
}
