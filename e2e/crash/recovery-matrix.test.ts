import type { Failpoint } from '@specflow/failpoints'
import { afterAll, describe, it } from 'vitest'
import { SCENARIOS, type ScenarioName } from './scenarios.ts'
import { createSharedSite } from './shared-site.ts'

/** Where a server dies, and where the next one dies while it puts that right. */
const TWICE: Readonly<Record<ScenarioName, Partial<Record<Failpoint, readonly Failpoint[]>>>> = {
  start: {
    'after-save-intent': ['before-spawn', 'after-spawn', 'after-started-seen', 'before-save-running'],
    'after-spawn': ['after-started-seen', 'before-save-running'],
    // What takes over the home of the dead writes files too.
    'before-save-running': ['tmp-written', 'tmp-fsynced', 'renamed'],
  },
  finish: {
    'exit-seen': ['exit-seen', 'before-sweep', 'before-parse', 'before-save-final', 'after-save-final'],
  },
  answer: {
    'answer-persisted': ['answer-before-spawn', 'after-spawn', 'exit-seen', 'before-save-final'],
    'after-spawn': ['after-started-seen', 'before-save-running', 'after-save-final'],
  },
  cancel: {
    'cancel-persisted': ['exit-seen', 'after-term', 'before-sweep', 'before-parse', 'before-save-final'],
    'after-term': ['before-sweep', 'after-save-final'],
  },
  timeout: {
    'cancel-persisted': ['after-term', 'before-sweep', 'before-save-final', 'after-save-final'],
  },
}

/** As the crash matrix, with a second death: recovering is no safer a time to die than any other. */
describe.concurrent.each(Object.keys(TWICE) as ScenarioName[])('%s', (name) => {
  const scenario = SCENARIOS[name]
  const rows = Object.entries(TWICE[name]).flatMap(([first, seconds]) =>
    seconds.map((second): [Failpoint, Failpoint] => [first as Failpoint, second]),
  )
  const shared = createSharedSite()
  afterAll(() => shared[Symbol.asyncDispose]())

  it.each(rows)(
    `${name}, the server killed at %s and the next one at %s`,
    { concurrent: false },
    (first, second) =>
      shared.use(async (site) => {
        const subject = await scenario.prepare(site)
        await site.arm(`${first}=exit(137)`)
        await scenario.act(site, subject)
        await site.untilKilled()

        await site.arm(`${second}=exit(137)`)
        await site.restartInVain()

        await site.disarm()
        await site.restart()
        await scenario.finish(site, subject, first)
      }),
  )
})
