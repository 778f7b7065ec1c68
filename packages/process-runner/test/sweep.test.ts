import { expect, test } from 'vitest'
import { createProcessRunner } from '../src/index.ts'
import { isRunning, waitFor } from './support/processes.ts'
import { createWorkplace } from './support/workplace.ts'

const runner = createProcessRunner()

test('kills what carries the prefix, spares the exceptions and everybody else', async () => {
  await using place = createWorkplace()
  await using elsewhere = createWorkplace()
  const spec = place.spec('forever.sh', [place.directory])
  const kept = {
    ...spec,
    directory: `${spec.directory}0`,
    marker: { ...spec.marker, value: `${spec.marker.value}0` },
  }
  for (const one of [elsewhere.spec('forever.sh', [elsewhere.directory]), kept, spec]) {
    const run = await runner.start(one)
    await run.claimed
    run.detach()
  }
  await waitFor('all three run', () => place.pids().length === 2 && elsewhere.pids().length === 1)
  const [home = ''] = spec.marker.value.split(':')
  const options = { markerName: 'SPECFLOW_RUN', markerPrefix: `${home}:`, except: [kept.marker.value] }
  const swept = await runner.sweep(options)
  expect(swept).toContainEqual(expect.objectContaining({ command: 'sleep 600' }))
  expect(place.pids().filter(isRunning)).toHaveLength(1)
  expect(elsewhere.pids().map(isRunning)).toEqual([true])
  await expect(runner.sweep(options)).resolves.toEqual([])
})

test('refuses an empty prefix, which would reach the runs of every server', async () => {
  const options = { markerName: 'SPECFLOW_RUN', markerPrefix: '', except: [] }
  await expect(runner.sweep(options)).rejects.toThrow('prefix')
})
