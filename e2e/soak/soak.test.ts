import { expect, test } from 'vitest'
import { isAlive } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startWatchedServer } from './watched-server.ts'

const RUNS = 1_000
/** What is filled once, such as compiled code and caches, is full by then. */
const WARM_UP_RUNS = 500
const RUNS_PER_SAMPLE = 25
const MOST_BYTES_PER_RUN = 2_048

test(`${String(RUNS)} runs, one after the other, leave no process, no descriptor, and 2 KB of heap each at most`, async () => {
  await using watched = await startWatchedServer()
  const { projectId, server } = watched
  const samples: Sample[] = []
  let descriptors = 0
  for (let run = 1; run <= RUNS; run += 1) {
    await server.api.untilStatus(await server.api.start({ projectId, skill: 'review' }), 'completed')
    if (run === WARM_UP_RUNS) descriptors = watched.descriptors()
    if (run >= WARM_UP_RUNS && run % RUNS_PER_SAMPLE === 0) {
      samples.push({ run, bytes: await watched.heapUsed() })
    }
  }

  const bytesPerRun = slopeOf(samples)
  console.log(`soak: ${bytesPerRun.toFixed(0)} bytes of heap per run, ${String(descriptors)} descriptors`)
  const pids = watched.startedPids()
  expect(pids).toHaveLength(2 * RUNS)
  expect(pids.filter(isAlive)).toEqual([])
  await until(() => watched.children().length === 0, {
    what: 'the server to have no child, not even a zombie',
  })
  await until(() => watched.descriptors() <= descriptors, {
    what: `${String(descriptors)} descriptors again`,
  })
  expect(samples).toHaveLength((RUNS - WARM_UP_RUNS) / RUNS_PER_SAMPLE + 1)
  expect(bytesPerRun, JSON.stringify(samples)).toBeLessThan(MOST_BYTES_PER_RUN)
})

interface Sample {
  run: number
  bytes: number
}

/** Of the line that lies nearest to the samples, by least squares. */
function slopeOf(samples: readonly Sample[]): number {
  const meanRun = mean(samples.map(({ run }) => run))
  const meanBytes = mean(samples.map(({ bytes }) => bytes))
  const products = samples.map(({ bytes, run }) => (run - meanRun) * (bytes - meanBytes))
  return mean(products) / mean(samples.map(({ run }) => (run - meanRun) ** 2))
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
