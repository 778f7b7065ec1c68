import { expect, test, vi } from 'vitest'
import { workflowListRoute } from '../../../src/server/rest/workflow-list.ts'
import { workflowStatusRoute } from '../../../src/server/rest/workflow-status.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID, execution } from '../support/records.ts'
import { makeRequest, read } from '../support/requests.ts'

const STATUS = `/api/workflow/status?id=${EXECUTION_ID}`

const askStatus = (ifNoneMatch?: string) =>
  read(
    workflowStatusRoute.GET(
      makeRequest(STATUS, {
        ...(ifNoneMatch !== undefined && { headers: { 'if-none-match': ifNoneMatch } }),
      }),
    ),
  )

test('whoever has the answer already is told so in 304 and no body', async () => {
  provideTestContainer({ status: () => Promise.resolve(execution) })
  const first = await askStatus()
  const tag = first.headers.get('etag') ?? ''
  expect(tag).toMatch(/^"[\w-]{21}"$/)
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  for (const given of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const again = await askStatus(given)
    expect(again).toMatchObject({ status: 304, body: undefined })
    expect(again.headers.get('etag')).toBe(tag)
  }
  expect((await askStatus('"other"')).status).toBe(200)
})

test('another answer has another tag, also where the revision stays', async () => {
  const queued = { ...execution, queuedBecause: 'limit' as const }
  const status = vi.fn().mockResolvedValueOnce(execution).mockResolvedValueOnce(queued)
  provideTestContainer({ status })
  const tag = (await askStatus()).headers.get('etag') ?? ''
  expect(await askStatus(tag)).toMatchObject({ status: 200, body: { queuedBecause: 'limit' } })
})

test('a list is tagged too', async () => {
  provideTestContainer({ list: () => Promise.resolve({ executions: [], nextCursor: null, unreadable: [] }) })
  const ask = (headers: Record<string, string>) =>
    read(workflowListRoute.GET(makeRequest('/api/workflow/list', { headers })))
  const tag = (await ask({})).headers.get('etag') ?? ''
  expect((await ask({ 'if-none-match': tag })).status).toBe(304)
})
