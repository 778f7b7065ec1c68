import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { armFailpoints, disarmFailpoints } from '@specflow/failpoints'
import { afterEach, expect, test } from 'vitest'
import { createPlatform, createProcessRunner } from '../src/index.ts'
import { isRunning, killIfThere, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

afterEach(disarmFailpoints)

test('what is in the supervisor’s session without the marker is found, also when all others died before anybody looked', async () => {
  await using place = createWorkplace()
  const go = join(place.directory, 'go-on')
  armFailpoints(`after-spawn=stall(${go})`)
  const starting = createProcessRunner().start(
    place.spec('spawn-descendant.sh', [place.directory, 'clean-env-in-session', 'stay']),
  )
  await place.ready()
  const [leaf = 0] = place.pids()
  // Everything that has the marker, and with it every proof that the session is the run's.
  const { marker } = place.spec('')
  const marked = () =>
    createPlatform()
      .listProcesses(marker.name)
      .filter((entry) => entry.marker === marker.value)
      .map(({ pid }) => pid)
  await waitFor('everybody with the marker is dead', () => {
    marked().forEach(killIfThere)
    return marked().length === 0
  })
  expect(isRunning(leaf)).toBe(true)
  expect(existsSync(go)).toBe(false)

  writeFileSync(go, '')
  const run = await starting
  await expect(run.result).resolves.toMatchObject({ swept: [{ pid: leaf }] })
  expect(isRunning(leaf)).toBe(false)
})
