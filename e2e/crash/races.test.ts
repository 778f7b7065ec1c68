import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { findRunProcesses } from '../support/built-server.ts'
import { until } from '../support/until.ts'
import type { CrashSite } from './crash-site.ts'
import { createSharedSite } from './shared-site.ts'

/** Each cancel comes at one moment, at which the server is held until it is there. */
describe('a cancel', () => {
  const shared = createSharedSite()
  afterAll(() => shared[Symbol.asyncDispose]())
  const play = (each: (site: CrashSite) => Promise<void>) => () => shared.use(each)

  it(
    'A11 that comes while the answer is being stored follows it: answered, cancelled, and nothing alive',
    play(async (site) => {
      const id = await startAndAsk(site)
      const stall = await site.stall('answer-persisted')
      const answer = site.answer(id, 'hold=a11')
      await stall.reached()
      const cancel = site.cancel(id)
      await readOnce(site, id)
      await stall.release()

      expect((await answer)?.status).toBe(200)
      await expectCancelled(site, id, await cancel)
      expect(site.history.lookAt(id)?.answers).toHaveLength(1)
    }),
  )

  it(
    'A11 that comes before the answered run is spawned ends that run, with the answer kept',
    play(async (site) => {
      const id = await startAndAsk(site)
      const stall = await site.stall('answer-before-spawn')
      expect((await site.answer(id, 'hold=a11'))?.status).toBe(200)
      await stall.reached()
      const cancel = site.cancel(id)
      await readOnce(site, id)
      await stall.release()

      await expectCancelled(site, id, await cancel)
      expect(site.history.lookAt(id)).toMatchObject({ answers: [{}], runs: [{}, {}] })
      expect(site.starts(id).map(({ attempt }) => attempt)).toEqual([1, 2])
    }),
  )

  it(
    'A11 that is being stored lets no answer come after it',
    play(async (site) => {
      const id = await startAndAsk(site)
      const stall = await site.stall('tmp-written')
      const cancel = site.cancel(id)
      await stall.reached()
      const answer = site.answer(id, 'Too late')
      await readOnce(site, id)
      await stall.release()

      await expectCancelled(site, id, await cancel)
      expect(await answer).toMatchObject({ status: 409, json: { error: { code: 'NOT_WAITING' } } })
      expect(site.history.lookAt(id)?.answers).toEqual([])
      expect(site.starts(id)).toHaveLength(1)
    }),
  )

  it(
    'A12 that is written down before the exit record makes the execution cancelled, and its output is kept',
    play(async (site) => {
      const id = await startHeld(site, 'a12-first')
      const stall = await site.stall('exit-seen')
      const cancel = site.cancel(id)
      await stall.reached()
      expect(existsSync(site.runFile(id, 'stop.json'))).toBe(true)
      expect(existsSync(site.runFile(id, 'exit.json'))).toBe(false)
      await site.open('a12-first')
      await until(() => existsSync(site.runFile(id, 'exit.json')), { what: 'the exit record' })
      await stall.release()

      await expectCancelled(site, id, await cancel)
      expect(site.history.lookAt(id)).toMatchObject({
        output: { status: 'completed', message: 'Done.' },
        costUsd: 0.5,
        runs: [{ exitCode: 0 }],
        stop: { reason: 'cancelled' },
      })
    }),
  )

  it(
    'A12 that comes after the exit record is refused, and the execution completes',
    play(async (site) => {
      const id = await startHeld(site, 'a12-last')
      const stall = await site.stall('exit-seen')
      await site.open('a12-last')
      await stall.reached()
      const cancel = site.cancel(id)
      await readOnce(site, id)
      await stall.release()

      expect(await cancel).toMatchObject({ status: 409, json: { error: { code: 'ALREADY_ENDED' } } })
      expect(existsSync(site.runFile(id, 'stop.json'))).toBe(false)
      const completed = await site.server().api.untilStatus(id, 'completed')
      expect(completed).toMatchObject({ output: { message: 'Done.' }, costUsd: 0.5 })
      expect(completed.stop).toBeUndefined()
    }),
  )
})

async function startAndAsk(site: CrashSite): Promise<string> {
  const response = await site.start('ask')
  const { id } = response?.json as { id: string }
  await site.server().api.untilStatus(id, 'waiting_for_input')
  await site.untilIdle()
  return id
}

async function startHeld(site: CrashSite, gate: string): Promise<string> {
  const response = await site.start(`hold=${gate}`)
  const { id } = response?.json as { id: string }
  await site.server().api.untilStatus(id, 'running')
  return id
}

/** Reads pass what is held; one that is answered says that the call before it has come in as well. */
async function readOnce(site: CrashSite, id: string): Promise<void> {
  await site.server().api.status(id)
}

async function expectCancelled(
  site: CrashSite,
  id: string,
  response: Awaited<ReturnType<CrashSite['cancel']>>,
): Promise<void> {
  expect(response).toMatchObject({
    status: 200,
    json: { status: 'cancelled', stop: { reason: 'cancelled', survivors: [] } },
  })
  expect(findRunProcesses(site.home)).toEqual([])
  expect(await site.server().api.status(id)).toEqual(response?.json)
}
