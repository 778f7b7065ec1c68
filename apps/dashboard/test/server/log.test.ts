import { expect, test } from 'vitest'
import { createLog } from '../../src/server/log.ts'

test('every event is one line of JSON, whatever is in its fields', () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line))
  log.info({ executionId: 'a\nb' }, 'run taken up again')
  expect(lines).toHaveLength(1)
  expect(lines[0]?.endsWith('\n')).toBe(true)
  expect(lines[0]?.indexOf('\n')).toBe((lines[0]?.length ?? 0) - 1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'info',
    message: 'run taken up again',
    executionId: 'a\nb',
  })
})

test('an error is written with its stack and its cause', () => {
  const lines: string[] = []
  const cause = new RangeError('inner')
  createLog((line) => lines.push(line)).error({ err: new Error('outer', { cause }) }, 'failed')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'error',
    err: { name: 'Error', message: 'outer', cause: { name: 'RangeError', message: 'inner' } },
  })
  expect(lines[0]).toContain('log.test.ts')
})
