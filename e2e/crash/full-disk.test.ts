import type { Failpoint } from '@specflow/failpoints'
import { afterAll, describe, expect, it } from 'vitest'
import { until } from '../support/until.ts'
import type { CrashSite } from './crash-site.ts'
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts'
import { createSharedSite } from './shared-site.ts'

/** Where a write can fail. A record that has its name already counts as written. */
const WRITE_FAILPOINTS = ['tmp-written', 'tmp-fsynced', 'renamed'] as const satisfies readonly Failpoint[]

/** What the two calls that store before they answer say of a full disk. The others are about what has happened already. */
const REFUSED_WITH: Partial<Record<ScenarioName, number>> = { start: 507, answer: 507 }

describe.concurrent.each(Object.keys(SCENARIOS) as ScenarioName[])('%s', (name) => {
  const shared = createSharedSite()
  afterAll(() => shared[Symbol.asyncDispose]())

  it.each(WRITE_FAILPOINTS)(`S9 ${name} with a full disk at %s`, { concurrent: false }, (failpoint) =>
    shared.use((site) => fillAt(site, name, failpoint)),
  )
})

async function fillAt(
  site: CrashSite,
  name: ScenarioName,
  failpoint: (typeof WRITE_FAILPOINTS)[number],
): Promise<void> {
  const scenario: Scenario = SCENARIOS[name]
  const subject = await scenario.prepare(site)
  const server = site.server()
  const printed = server.output().length
  await site.arm(`${failpoint}=throw(ENOSPC)`)
  const acted = scenario.act(site, subject)

  if (failpoint !== 'renamed' && REFUSED_WITH[name] === undefined) {
    await until(() => server.output().slice(printed).includes('trying again'), {
      what: 'a write that fails',
    })
    // Nothing is called ended before that is stored.
    expect(site.history.lookAt(subject.id ?? '')?.status).toBe('running')
    await site.disarm()
  }
  const response = await acted
  if (failpoint !== 'renamed' && REFUSED_WITH[name] !== undefined) {
    expect(response).toMatchObject({ status: REFUSED_WITH[name], json: { error: { code: 'STORAGE_FULL' } } })
  }
  if (failpoint === 'renamed') await scenario.settle?.(site, subject)
  await site.disarm()
  await scenario.finish(site, subject, failpoint)
  await server.kill9()
  await site.restart()
}
