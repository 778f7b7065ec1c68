import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findRunProcesses } from '../support/built-server.ts'
import { isAlive, readCommandLine } from '../support/processes.ts'
import { until } from '../support/until.ts'
import type { CrashSite } from './crash-site.ts'
import { createSharedSite } from './shared-site.ts'

const COMPLETED = { output: { message: 'Done.' }, costUsd: 0.5, numTurns: 2, runs: [{ attempt: 1 }] }

describe('kill -9 of the server', () => {
  const shared = createSharedSite()
  afterAll(() => shared[Symbol.asyncDispose]())
  const play = (each: (site: CrashSite) => Promise<void>) => () => shared.use(each)

  it(
    'S1 a start that was stored and not spawned is still queued after it, and runs exactly once',
    play(async (site) => {
      await startAndDie(site, 'after-save-intent')
      const stall = await site.stall('before-spawn')
      await site.restart()
      await stall.reached()
      const id = newest(site)
      expect((await site.server().api.status(id)).status).toBe('queued')
      expect(site.starts(id)).toEqual([])

      await stall.release()
      expect(await site.server().api.untilStatus(id, 'completed')).toMatchObject(COMPLETED)
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'S2 a run that was spawned and not recorded is adopted, and not started again',
    play(async (site) => {
      await startAndDie(site, 'after-spawn', 'hold=s2')
      const id = newest(site)
      await until(() => site.starts(id).length === 1, { what: 'the agent to start' })
      const supervisor = readFileSync(site.runFile(id, 'process.json'), 'utf8')
      expect(site.history.lookAt(id)?.status).toBe('queued')

      await site.restart()
      expect((await site.server().api.status(id)).status).toBe('running')
      await site.open('s2')
      expect(await site.server().api.untilStatus(id, 'completed')).toMatchObject(COMPLETED)
      expect(site.starts(id)).toHaveLength(1)
      expect(readFileSync(site.runFile(id, 'process.json'), 'utf8')).toBe(supervisor)
    }),
  )

  it(
    'S3 a supervisor that has claimed the run and never says who it is gets ended, and the run starts once',
    play(async (site) => {
      const stall = await site.stall('before-spawn')
      await site.start('')
      await stall.reached()
      const id = newest(site)
      // The supervisor opens it after it has claimed the run and before it says who it is.
      const prompt = await replaceByPipe(site.runFile(id, 'prompt.txt'))
      await prompt.close()
      await site.arm('after-spawn=exit(137)')
      await stall.letGo()
      await site.untilKilled()
      await until(() => existsSync(site.runFile(id, 'claim')), { what: 'the claim' })
      expect(existsSync(site.runFile(id, 'process.json'))).toBe(false)
      const [supervisor = 0, ...more] = findRunProcesses(site.home)
      expect([readCommandLine(supervisor)?.[1], more]).toEqual([site.runFile(id, 'supervise.sh'), []])

      await site.disarm()
      await site.restart()
      expect(await site.server().api.untilStatus(id, 'completed')).toMatchObject(COMPLETED)
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'S3 a supervisor that has not claimed its run is dead before the run begins with another',
    play(async (site) => {
      const stall = await site.stall('before-spawn')
      await site.start('hold=s3')
      await stall.reached()
      const id = newest(site)
      // It waits for its script, and so claims nothing.
      const script = await replaceByPipe(site.runFile(id, 'supervise.sh'))
      await script.close()
      await site.arm('after-spawn=exit(137)')
      await stall.letGo()
      await site.untilKilled()
      const [late = 0] = findRunProcesses(site.home)
      expect(existsSync(site.runFile(id, 'claim'))).toBe(false)

      await site.disarm()
      await site.restart()
      await site.server().api.untilStatus(id, 'running')
      expect(isAlive(late)).toBe(false)

      await site.open('s3')
      expect(await site.server().api.untilStatus(id, 'completed')).toMatchObject(COMPLETED)
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'S4 a run that has ended is finished from its files after it, and its cost is counted once, also when recovering is cut short',
    play(async (site) => {
      const id = await startHeld(site, 's4')
      await site.arm('exit-seen=exit(137)')
      await site.open('s4')
      await site.untilKilled()
      for (const failpoint of ['before-parse', 'before-save-final', 'tmp-fsynced']) {
        await site.arm(`${failpoint}=exit(137)`)
        await site.restartInVain()
      }
      expect(site.history.lookAt(id)).toMatchObject({ status: 'running' })

      await site.disarm()
      await site.restart()
      const completed = await site.server().api.untilStatus(id, 'completed')
      expect(completed).toMatchObject(COMPLETED)
      expect(completed.runs).toMatchObject([{ costUsd: 0.5, exitCode: 0 }])
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'S5 after the end is stored there is nothing left to do: the record stays as it is',
    play(async (site) => {
      const id = await startHeld(site, 's5')
      await site.arm('after-save-final=exit(137)')
      await site.open('s5')
      await site.untilKilled()
      await site.disarm()
      const record = readFileSync(join(site.home, 'workflows', `${id}.json`), 'utf8')
      expect(site.history.lookAt(id)).toMatchObject({ status: 'completed', ...COMPLETED })

      await site.restart()
      await site.untilIdle()
      expect(readFileSync(join(site.home, 'workflows', `${id}.json`), 'utf8')).toBe(record)
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'S6 the time limit of a run is counted from its own start, whatever the number of servers',
    play(async (site) => {
      const timeoutMs = 6_000
      const id = await startHeld(site, 's6', { timeoutMs })
      const age = () => Date.now() - Date.parse(site.history.lookAt(id)?.runs[0]?.startedAt ?? '')
      await until(() => age() > 0.4 * timeoutMs, { what: 'the run to be at 40 % of its time' })
      await site.server().kill9()
      await site.restart()

      const failed = await site.server().api.untilStatus(id, 'failed')
      expect(failed.error?.code).toBe('TIMED_OUT')
      const stop = JSON.parse(readFileSync(site.runFile(id, 'stop.json'), 'utf8')) as {
        by: string
        requestedAt: string
      }
      const ranForMs = Date.parse(stop.requestedAt) - Date.parse(failed.runs[0]?.startedAt ?? '')
      // The supervisor's own watchdog would have been 2 s later, and a time begun anew 40 %. A clock tick is 10 ms.
      expect(stop.by).toBe('server')
      expect(ranForMs).toBeGreaterThanOrEqual(timeoutMs - 50)
      expect(ranForMs).toBeLessThan(1.4 * timeoutMs)
    }),
  )
})

async function startAndDie(site: CrashSite, failpoint: string, input = ''): Promise<void> {
  await site.arm(`${failpoint}=exit(137)`)
  await site.start(input)
  await site.untilKilled()
  await site.disarm()
}

async function startHeld(site: CrashSite, gate: string, more: { timeoutMs?: number } = {}): Promise<string> {
  await site.start(`hold=${gate}`, more)
  const id = newest(site)
  await site.server().api.untilStatus(id, 'running')
  return id
}

function newest(site: CrashSite): string {
  const records = [...site.history.look().values()]
  return records.toSorted((a, b) => b.startedAt.localeCompare(a.startedAt))[0]?.id ?? ''
}

/** Whoever opens it to read waits for what is written into it; the handle keeps it from ending before that. */
async function replaceByPipe(path: string): Promise<FileHandle> {
  await rm(path)
  execFileSync('mkfifo', ['-m', '600', path])
  return open(path, 'r+')
}
