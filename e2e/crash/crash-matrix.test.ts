import { FAILPOINTS, type Failpoint } from '@specflow/failpoints'
import { afterAll, describe, expect, it } from 'vitest'
import type { CrashSite } from './crash-site.ts'
import { REACHED_BY } from './reach.ts'
import { SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts'
import { createSharedSite } from './shared-site.ts'

/**
 * Every failpoint on every scenario. A server that comes to it dies there as by `kill -9`; one that does not comes to the
 * end of the scenario and is killed then. The next one must bring everything to the right end, and the invariants hold for this execution and
 * for all that were there before it: the cases of a scenario share a home, and the server that ends one begins the next.
 */
describe.concurrent.each(Object.keys(SCENARIOS) as ScenarioName[])('%s', (name) => {
  const scenario = SCENARIOS[name]
  const shared = createSharedSite()
  afterAll(() => shared[Symbol.asyncDispose]())

  for (const failpoint of FAILPOINTS) {
    const isReached = REACHED_BY[failpoint].includes(name)
    const where = isReached ? `at ${failpoint}` : `at its end, without ${failpoint} on its way`
    it(`${name}, the server killed ${where}`, { concurrent: false }, () =>
      shared.use((site) => killAt(site, scenario, { failpoint, isReached })),
    )
  }
})

async function killAt(
  site: CrashSite,
  scenario: Scenario,
  { failpoint, isReached }: { failpoint: Failpoint; isReached: boolean },
): Promise<void> {
  const subject = await scenario.prepare(site)
  const server = site.server()
  const isAtStart = failpoint === 'lock-acquired'
  if (!isAtStart) await site.arm(`${failpoint}=exit(137)`)
  await scenario.act(site, subject)

  if (isAtStart) {
    await server.kill9()
    await site.arm(`${failpoint}=exit(137)`)
    await site.restartInVain()
  } else if (isReached) {
    await site.untilKilled()
  } else {
    await (scenario.settle ?? scenario.finish)(site, subject, failpoint)
    expect(await Promise.race([server.exited, Promise.resolve('alive')])).toBe('alive')
    await server.kill9()
  }

  await site.disarm()
  await site.restart()
  await scenario.finish(site, subject, failpoint)
}
