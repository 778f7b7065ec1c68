import { request } from 'node:http'
import { FAILPOINTS } from '@specflow/failpoints'
import { afterAll, expect, it } from 'vitest'
import type { CrashSite } from './crash-site.ts'
import { REACHED_BY } from './reach.ts'
import { createSharedSite } from './shared-site.ts'

const shared = createSharedSite()
afterAll(() => shared[Symbol.asyncDispose]())

/** The next start of a server is nobody's request. */
const ON_THE_WAY = FAILPOINTS.filter(
  (failpoint) => failpoint !== 'lock-acquired' && REACHED_BY[failpoint].includes('start'),
)

it.each(ON_THE_WAY)('A15 a start whose client is gone at %s is a whole start, once', (failpoint) =>
  shared.use(async (site) => {
    const before = new Set(site.history.look().keys())
    const stall = await site.stall(failpoint)
    const leave = beginStart(site, failpoint)
    await stall.reached()
    await leave()
    await stall.release()

    const repeated = await site.start('', { requestId: failpoint })
    const { id } = repeated?.json as { id: string }
    expect(repeated?.status).toBe(200)
    expect([...site.history.look().keys()].filter((each) => !before.has(each))).toEqual([id])
    expect(await site.server().api.untilStatus(id, 'completed')).toMatchObject({
      output: { message: 'Done.' },
      runs: [{ attempt: 1 }],
    })
    expect(site.starts(id)).toHaveLength(1)
  }),
)

/** Sends a start and answers how to hang up, answered or not. */
function beginStart(site: CrashSite, requestId: string): () => Promise<void> {
  const body = JSON.stringify({ projectId: site.projectId, skill: 'review', requestId })
  const server = site.server()
  const headers = {
    authorization: `Bearer ${server.token()}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  }
  const url = `${server.origin}/api/workflow/start`
  const outgoing = request(url, { method: 'POST', headers, agent: false })
  const closed = new Promise<void>((resolve) => outgoing.once('close', resolve))
  // Hanging up on an answer that has not come is an error to a client, and what is meant here.
  outgoing.on('error', () => undefined)
  outgoing.end(body)
  return async () => {
    outgoing.destroy()
    await closed
  }
}
