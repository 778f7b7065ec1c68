import { expect, test } from 'vitest'
import { countedAs } from '../../../src/server/guard/counted-as.ts'

const CODE = 'x'.repeat(43)

test.each([
  ['GET', '/api/workflow/status?id=x', 'news'],
  ['GET', '/api/workflow/list', 'news'],
  ['GET', '/api/workflow/changes?since=1', 'news'],
  ['GET', '/api/trpc/workflow.status?input=x', 'news'],
  ['GET', '/api/trpc/workflow.changes,workflow.list?batch=1', 'news'],
  ['GET', '/api/trpc/workflow.changes,system.doctor?batch=1', 'other'],
  ['GET', '/api/workflow/statuses', 'other'],
  ['GET', '/api/workflow/diff?id=/api/workflow/list', 'other'],
  ['GET', '/', 'other'],
  ['POST', '/api/workflow/start', 'other'],
  ['POST', '/api/session', 'open'],
  ['POST', '/api/answer-link?x', 'open'],
  ['GET', `/answer/${CODE}`, 'open'],
  ['GET', '/api/session', 'other'],
])('%s %s', (method, target, kind) => {
  expect(countedAs(method, target)).toEqual({ method, kind })
})
