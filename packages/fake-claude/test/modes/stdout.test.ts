import { describe, expect, test } from 'vitest'
import { resultOf } from '../support/results.ts'
import { createWorkspace } from '../support/workspace.ts'

describe('what stands on stdout', () => {
  test('of a partial result only the first bytes', async () => {
    const { run } = createWorkspace()
    const { stdout, exitCode } = await run({ mode: 'partial_json:40' })
    expect(stdout.toString()).toMatch(/^\{"type":"result"/)
    expect([stdout.length, exitCode]).toEqual([40, 0])
  })

  test('junk after the result, and a banner before it', async () => {
    const { run } = createWorkspace()
    const [after, before] = [await run({ mode: 'json_then_junk' }), await run({ mode: 'banner_then_json' })]
    const lines = (ended: typeof after) => ended.stdout.toString().trimEnd().split('\n')
    expect(lines(after)[0]).toMatch(/^\{"type":"result"/)
    expect(lines(after).slice(1)).not.toHaveLength(0)
    expect(lines(before)[0]).not.toMatch(/"type":"result"/)
    expect(lines(before).at(-1)).toMatch(/^\{"type":"result"/)
  })

  test('two results, of which the last is the answer', async () => {
    const { run } = createWorkspace()
    const { stdout } = await run({ mode: 'two_results' })
    const results = stdout
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(results).toMatchObject([
      { type: 'result', is_error: true },
      { type: 'result', is_error: false, structured_output: { status: 'completed' } },
    ])
    expect(results[0]).not.toHaveProperty('structured_output')
  })

  test.each([5_000, 5_001, 3_000_000])('a result of exactly %i bytes that parses', async (size) => {
    const { run } = createWorkspace()
    const ended = await run({ mode: `bytes:${String(size)}` })
    expect(ended.stdout.length).toBe(size)
    expect(resultOf(ended).structured_output?.status).toBe('completed')
  })

  test('a size that no result can have is refused with the smallest', async () => {
    const { run } = createWorkspace()
    expect((await run({ mode: 'bytes:10' })).stderr).toMatch(/"bytes" has 10; the smallest result is \d+/)
  })

  test('invalid UTF-8 that still parses with replacement characters', async () => {
    const { run } = createWorkspace()
    const ended = await run({ mode: 'invalid_utf8' })
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(ended.stdout)).toThrow(TypeError)
    expect(resultOf(ended).structured_output?.message).toContain('\uFFFD')
  })

  test('a byte order mark', async () => {
    const { run } = createWorkspace()
    const { stdout } = await run({ mode: 'bom' })
    expect([...stdout.subarray(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b])
  })

  test('nothing at all with exit code 0', async () => {
    const { run } = createWorkspace()
    expect(await run({ mode: 'empty' })).toMatchObject({ stdout: Buffer.alloc(0), stderr: '', exitCode: 0 })
  })

  test('an array of events whose last is the result', async () => {
    const { run } = createWorkspace()
    const events = JSON.parse((await run({ mode: 'array' })).stdout.toString()) as { type: string }[]
    expect(events.map(({ type }) => type)).toEqual(['system', 'assistant', 'result'])
  })

  test('a flood of stderr leaves stdout alone', async () => {
    const { run } = createWorkspace()
    const ended = await run({ mode: 'stderr:200000' })
    expect(ended.stderr).toHaveLength(200_000)
    expect(resultOf(ended).is_error).toBe(false)
  })
})
