import { expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { describeFailure, judge } from './judge.ts'
import { makeRequest, type Generator } from './make-request.ts'
import { send } from './send.ts'
import { startFuzzSite, type FuzzSite, type Memory } from './site.ts'
import { readSurface } from './surface.ts'

const REQUESTS = Number(process.env.SPECFLOW_TEST_FUZZ_REQUESTS ?? 8_000)
const SEED = Number(process.env.SPECFLOW_TEST_FUZZ_SEED ?? Date.now() % 1_000_000)
const ONLY = process.env.SPECFLOW_TEST_FUZZ_ONLY
const AT_ONCE = 6
const UPKEEP_EVERY = 500
/** Above every time limit of the server for a request that comes slowly or not at all. */
const TIMEOUT_MS = 45_000
const MOST_FAILURES = 10
/** What is filled once, such as compiled code and caches, is full after so much of it. */
const WARM_UP = 0.2
const MOST_HEAP_GROWTH = 24 * 2 ** 20
const MOST_RESIDENT_GROWTH = 128 * 2 ** 20

test('whatever it is asked, the server answers, touches nothing of others and keeps its size', async () => {
  console.log(
    `fuzz: seed ${String(SEED)}, ${ONLY === undefined ? `${String(REQUESTS)} requests` : `request ${ONLY}`}`,
  )
  await using site = await startFuzzSite()
  const { server, world } = site
  const generator = { seed: SEED, operations: readSurface(), world, host: `127.0.0.1:${String(server.port)}` }
  const run = createRun(site, generator)
  const before = site.listForeign()

  if (ONLY !== undefined) await run.range(Number(ONLY), Number(ONLY) + 1)
  else await run.range(0, Math.floor(REQUESTS * WARM_UP))
  const warm = await site.memory()
  if (ONLY === undefined) await run.range(Math.floor(REQUESTS * WARM_UP), REQUESTS)
  const end = await site.memory()
  console.log(`fuzz: ${describeMemory(warm)}, then ${describeMemory(end)}; answers ${run.statuses()}`)

  expect(run.failures.length, run.failures.join('\n\n')).toBe(0)
  expect(site.listForeign()).toEqual(before)
  expect(end.heapUsed - warm.heapUsed).toBeLessThan(MOST_HEAP_GROWTH)
  expect(end.resident - warm.resident).toBeLessThan(MOST_RESIDENT_GROWTH)
  await expectServing(site)
})

function createRun({ server, upkeep }: FuzzSite, generator: Generator) {
  const failures: string[] = []
  const counts = new Map<string, number>()
  const one = async (index: number) => {
    const request = makeRequest(generator, index)
    const reply = await send(server.port, request, TIMEOUT_MS)
    const kind = reply.kind === 'answer' ? String(reply.status) : reply.kind
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    const why = judge(reply)
    if (why !== undefined) failures.push(describeFailure(request, { seed: generator.seed, why }))
  }
  return {
    failures,
    statuses: () =>
      [...counts]
        .sort()
        .map(([kind, count]) => `${kind}: ${String(count)}`)
        .join(', '),
    /** Sends the requests of these numbers, and no more once there is enough to look at. */
    range: async (from: number, to: number) => {
      let next = from
      const worker = async () => {
        while (next < to && failures.length < MOST_FAILURES) {
          const index = next
          next += 1
          if (index % UPKEEP_EVERY === 0) await upkeep()
          await one(index)
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    },
  }
}

/** What was begun ends first: the queue is as long as the requests made it. */
async function expectServing({ server: { api }, upkeep, world }: FuzzSite): Promise<void> {
  await until(
    async () => {
      const { counts } = (await api.get('/api/workflow/changes')).json as { counts: Record<string, number> }
      return counts.queued === 0 && counts.running === 0
    },
    { what: 'everything that was begun to end', timeoutMs: 120_000 },
  )
  await upkeep()
  expect((await api.get('/')).status).toBe(200)
  expect((await api.get('/api/health')).json).toMatchObject({ ok: true })
  const id = await api.start({ projectId: world.projectIds[0] ?? '', skill: 'review' })
  await api.untilStatus(id, 'completed')
}

function describeMemory({ heapUsed, resident }: Memory): string {
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
  return `${megabytes(heapUsed)} MB of heap and ${megabytes(resident)} MB resident`
}
