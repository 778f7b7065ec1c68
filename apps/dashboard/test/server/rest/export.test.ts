import { expect, test, vi } from 'vitest'
import { WorkflowError } from '@specflow/workflow'
import { summarize } from '@specflow/workflow/schema'
import { workflowExportRoute } from '../../../src/server/rest/workflow-export.ts'
import { provideTestContainer } from '../support/container.ts'
import { execution, OTHER_ID } from '../support/records.ts'
import { makeRequest, read } from '../support/requests.ts'

const HEAD =
  'id,projectId,projectName,skill,status,agent,startedAt,updatedAt,completedAt,costUsd,errorCode,inputPreview'

test('GET /api/workflow/export writes every page of the filtered list as one file', async () => {
  const pages = [
    { executions: [summarize({ ...execution, input: '=cmd()', costUsd: 0.5 })], nextCursor: 'next' },
    {
      executions: [summarize({ ...execution, id: OTHER_ID, projectName: 'Bed, "raised"' })],
      nextCursor: null,
    },
  ]
  const list = vi.fn(({ cursor }: { cursor?: string | undefined }) =>
    Promise.resolve({ ...(pages[cursor === 'next' ? 1 : 0] ?? expect.unreachable()), unreadable: [] }),
  )
  provideTestContainer({ list })
  const response = await workflowExportRoute.GET(
    makeRequest('/api/workflow/export?projectId=garden&status=queued&limit=1&cursor=ignored'),
  )
  const bytes = new Uint8Array(await response.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const at = execution.startedAt
  expect(new TextDecoder().decode(bytes).split('\r\n')).toEqual([
    HEAD,
    `${execution.id},garden,Garden,weed,queued,demo,${at},${at},,0.5,,'=cmd()`,
    `${OTHER_ID},garden,"Bed, ""raised""",weed,queued,demo,${at},${at},,,,`,
    '',
  ])
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toContain('attachment')
  expect(list.mock.calls.map(([input]) => input)).toEqual([
    { projectId: 'garden', status: ['queued'], limit: 200 },
    { projectId: 'garden', status: ['queued'], limit: 200, cursor: 'next' },
  ])
})

test('refuses before the first byte what a list refuses', async () => {
  const unknown = new WorkflowError('PROJECT_NOT_FOUND', 'There is no such project.')
  provideTestContainer({ list: () => Promise.reject(unknown) })
  const answer = await read(workflowExportRoute.GET(makeRequest('/api/workflow/export?projectId=x')))
  expect(answer).toMatchObject({ status: 404, body: { error: { code: 'PROJECT_NOT_FOUND' } } })
  const wrong = await read(workflowExportRoute.GET(makeRequest('/api/workflow/export?status=done')))
  expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } })
})
