import { describe, expect, test } from 'vitest'
import { createPlatform } from '../../src/index.ts'
import { DESCENDANT_KINDS, endWithDescendant, ENDINGS } from '../support/descendants.ts'
import { isRunning } from '../support/processes.ts'
import { createWorkplace } from '../support/workplace.ts'

/** A platform on which nothing is ever found, so that the sweep has nothing to do. */
const platform = { ...createPlatform(), listProcesses: () => [] }

/** What SIGTERM to the group does not reach. At a normal end nobody sends one, so there everything survives. */
const BEYOND_THE_GROUP = ['setpgid', 'setsid', 'daemon', 'ignore-sigterm', 'clean-env-below-setsid'] as const

describe.each(ENDINGS)('without the sweep, a %s', (ending) => {
  test.each(ending === 'normal end' ? DESCENDANT_KINDS : BEYOND_THE_GROUP)(
    'leaves a descendant alive: %s',
    async (kind) => {
      await using place = createWorkplace()
      const { pids } = await endWithDescendant(place, { platform, kind, ending })
      const survivors = pids.filter(isRunning)
      for (const pid of survivors) process.kill(pid, 'SIGKILL')
      expect(survivors).toHaveLength(1)
    },
  )
})
