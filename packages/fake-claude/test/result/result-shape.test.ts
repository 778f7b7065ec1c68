import { describe, expect, test } from 'vitest'
import { captured, resultOf, shapeOf } from '../support/results.ts'
import { createWorkspace } from '../support/workspace.ts'

describe('a result object has the fields of the real one', () => {
  test.each([
    ['ok', 'structured.json', 0],
    ['prose', 'prose.json', 0],
    ['max_retries', 'max-retries.json', 1],
    ['api_error:401', 'api-error.json', 1],
    ['credit', 'api-error.json', 1],
    ['error_envelope', 'interrupted.json', 0],
  ])('mode %s, as in %s', async (mode, file, exitCode) => {
    const { run } = createWorkspace()
    const ended = await run({ mode })
    expect(shapeOf(resultOf(ended), ['structured_output'])).toEqual(
      shapeOf(JSON.parse(captured(file)), ['structured_output']),
    )
    expect(ended.exitCode).toBe(exitCode)
  })

  test('a command that the real agent carries out by itself, as in local-command.json', async () => {
    const { run } = createWorkspace()
    const ended = await run({ prompt: '/clear' })
    expect(shapeOf(resultOf(ended))).toEqual(shapeOf(JSON.parse(captured('local-command.json'))))
  })

  test.each([401, 403, 404, 429, 500, 529])('status %i costs nothing and is named', async (status) => {
    const { run } = createWorkspace()
    const ended = await run({ mode: `api_error:${String(status)}` })
    expect(resultOf(ended)).toMatchObject({
      is_error: true,
      subtype: 'success',
      api_error_status: status,
      total_cost_usd: 0,
    })
    expect(ended.exitCode).toBe(1)
  })

  test.each([
    ['credit', /^Credit balance/, 400],
    ['not_logged_in', /^Not logged in/, null],
  ])('mode %s says so', async (mode, text, status) => {
    const { run } = createWorkspace()
    const result = resultOf(await run({ mode }))
    expect(result.result).toMatch(text)
    expect(result.api_error_status).toBe(status)
    expect(result.is_error).toBe(true)
  })

  test('the structured output stands in the result as text too', async () => {
    const { run } = createWorkspace()
    const { result, structured_output } = resultOf(await run({ mode: 'needs_input' }))
    expect(JSON.parse(result ?? '')).toEqual(structured_output)
  })
})
