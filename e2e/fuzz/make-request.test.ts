import { expect, test } from 'vitest'
import { makeRequest, type Generator } from './make-request.ts'
import { readSurface } from './surface.ts'
import { createWorld } from './world.ts'

const operations = readSurface()

function createGenerator(seed: number): Generator {
  const world = createWorld(['/somewhere'])
  world.executionIds = ['00000000-0000-4000-8000-000000000001']
  return { seed, operations, world, host: '127.0.0.1:4747' }
}

test('the same number of the same seed is the same request, whatever was made before it', () => {
  const one = createGenerator(7)
  const other = createGenerator(7)
  for (let index = 0; index < 300; index += 1) makeRequest(one, index)

  for (const index of [0, 17, 299]) expect(makeRequest(one, index)).toEqual(makeRequest(other, index))
})

test('another seed makes other requests', () => {
  const textOf = (seed: number) =>
    Array.from({ length: 50 }, (_, index) => makeRequest(createGenerator(seed), index).bytes.toString()).join(
      '',
    )

  expect(textOf(1)).not.toBe(textOf(2))
})

test('everything that the server has is asked for, in its right form and in others', () => {
  const generator = createGenerator(3)
  const seen = new Map<string, Set<string>>()
  for (let index = 0; index < 8_000; index += 1) {
    const { bytes, operation } = makeRequest(generator, index)
    const line = bytes.subarray(0, 300).toString().split('\r\n')[0] ?? ''
    seen.set(operation, (seen.get(operation) ?? new Set()).add(line))
  }

  expect(operations.length).toBeGreaterThan(40)
  expect(seen.size).toBe(operations.length)
  for (const [operation, lines] of seen) expect(lines.size, operation).toBeGreaterThan(1)
})

test.each([
  'POST /api/workflow/start',
  'GET /api/workflow/status',
  'DELETE /api/projects',
  'workflow.answer',
  'project.browse',
  '/executions/[id]',
  '/metrics',
])('%s is among it', (name) => {
  const names = operations.map((operation) => {
    if (operation.kind === 'rest') return `${operation.method} ${operation.path}`
    return operation.kind === 'procedure' ? operation.name : operation.path
  })
  expect(names).toContain(name)
})
