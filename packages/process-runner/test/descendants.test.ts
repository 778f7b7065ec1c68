import { describe, expect, test } from 'vitest'
import { createPlatform } from '../src/index.ts'
import { DESCENDANT_KINDS, endWithDescendant, ENDINGS } from './support/descendants.ts'
import { isRunning } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const platform = createPlatform()

describe.each(ENDINGS)('a %s', (ending) => {
  test.each(DESCENDANT_KINDS)('leaves no descendant alive: %s', async (kind) => {
    await using place = createWorkplace()
    const { kind: outcome, pids } = await endWithDescendant(place, { platform, kind, ending })
    expect(outcome).toBe({ 'normal end': 'exited', cancel: 'cancelled', timeout: 'timed_out' }[ending])
    expect(pids.filter(isRunning)).toEqual([])
  })
})
