import { describe, expect, test } from 'vitest'
import { createPlatform } from '../src/index.ts'
import { DESCENDANT_KINDS, endWithDescendant, ENDINGS, type DescendantKind } from './support/descendants.ts'
import { isRunning } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const platform = createPlatform()

const WHAT: Readonly<Record<DescendantKind, string>> = {
  plain: 'a child',
  setpgid: 'a process in a group of its own',
  setsid: 'P13 a tool process in a session of its own',
  daemon: 'P14 a double-forked daemon',
  'ignore-sigterm': 'P12 a daemon that ignores SIGTERM',
  'clean-env-in-session': 'P15 an orphan without environment in the session of the run',
  'clean-env-below-setsid': 'P15 a process without environment in the session of a tool',
}

describe.each(ENDINGS)('%s', (ending) => {
  const cases = DESCENDANT_KINDS.map((kind) => [WHAT[kind], kind] as const)
  test.each(cases)(`%s is dead after a ${ending}`, async (_what, kind) => {
    await using place = createWorkplace()
    const { kind: outcome, pids } = await endWithDescendant(place, { platform, kind, ending })
    expect(outcome).toBe({ 'normal end': 'exited', cancel: 'cancelled', timeout: 'timed_out' }[ending])
    expect(pids.filter(isRunning)).toEqual([])
  })
})
