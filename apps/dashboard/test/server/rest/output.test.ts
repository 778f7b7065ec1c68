import { Readable } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { workflowOutputRoute } from '../../../src/server/rest/workflow-output.ts'
import { provideTestContainer } from '../support/container.ts'
import { EXECUTION_ID } from '../support/records.ts'
import { makeRequest } from '../support/requests.ts'

describe('GET /api/workflow/output', () => {
  test.each([
    ['&stream=stdout', { stream: 'stdout' }],
    ['&stream=stderr&run=2', { stream: 'stderr', run: 2 }],
  ])('understands %s, and answers a file', async (query, input) => {
    const output = vi.fn(() => Promise.resolve({ attempt: 2, parts: Readable.from(['Grö', 'ße']) }))
    provideTestContainer({ output })
    const request = makeRequest(`/api/workflow/output?id=${EXECUTION_ID}${query}`)
    const answer = await workflowOutputRoute.GET(request)
    expect(await answer.text()).toBe('Größe')
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="specflow-${EXECUTION_ID}-run-2-${input.stream}.txt"`,
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    expect(output).toHaveBeenCalledWith({ id: EXECUTION_ID, ...input })
  })

  test('reads no more than is taken', async () => {
    const taken: number[] = []
    const parts = (async function* () {
      for (let part = 0; part < 100; part += 1) {
        taken.push(part)
        yield await Promise.resolve('x')
      }
    })()
    provideTestContainer({ output: () => Promise.resolve({ attempt: 1, parts }) })
    const path = `/api/workflow/output?id=${EXECUTION_ID}&stream=stdout`
    expect((await workflowOutputRoute.HEAD(makeRequest(path, { method: 'HEAD' }))).status).toBe(200)
    expect(taken).toEqual([])
    const reader = (await workflowOutputRoute.GET(makeRequest(path))).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(taken).toEqual([0])
    expect(await parts.next()).toMatchObject({ done: true })
  })
})
