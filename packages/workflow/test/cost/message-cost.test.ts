import { describe, expect, it } from 'vitest'
import { readMessageCost } from '../../src/cost/message-cost.ts'
import { HIGHEST_PRICE, priceOf, PRICES } from '../../src/cost/prices.ts'

const USAGE = {
  input_tokens: 1_000,
  cache_creation_input_tokens: 200,
  cache_read_input_tokens: 300,
  output_tokens: 50,
  cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: 0 },
  server_tool_use: { web_search_requests: 0 },
}

function line(usage: object, message: object = {}, record: object = {}): Buffer {
  const said = { id: 'msg_1', model: 'claude-opus-5-5', content: [], usage, ...message }
  const at = '2026-03-01T09:00:00.000Z'
  return Buffer.from(JSON.stringify({ type: 'assistant', timestamp: at, message: said, ...record }))
}

describe('what a line of a session file costs', () => {
  it('is what the agent itself says of the same usage', () => {
    const told = readMessageCost(line(USAGE))
    expect(told).toMatchObject({ id: 'msg_1', at: '2026-03-01T09:00:00.000Z' })
    expect(told?.costUsd).toBeCloseTo(0.00606, 8)
  })

  it('knows what is kept for an hour, and searches of the web', () => {
    const hour = { ...USAGE, cache_creation: { ephemeral_1h_input_tokens: 200 } }
    expect(readMessageCost(line(hour))?.costUsd).toBeCloseTo(0.00606 + (200 * (8 - 5)) / 1e6, 8)
    const searching = { ...USAGE, server_tool_use: { web_search_requests: 3 } }
    expect(readMessageCost(line(searching))?.costUsd).toBeCloseTo(0.03606, 8)
  })

  it.each([
    ['no usage', line(undefined as never)],
    ['a usage that is none', line([] as never)],
    ['another type', line(USAGE, {}, { type: 'user' })],
    ['no message', line(USAGE, {}, { message: 'the "usage"' })],
    ['no JSON', Buffer.from('{"type":"assistant","message":{"usage":')],
    ['no object', Buffer.from('"usage"')],
  ])('is nothing with %s', (_, bytes) => {
    expect(readMessageCost(bytes)).toBeUndefined()
  })

  it('takes a count that is none for none', () => {
    const broken = { input_tokens: '5', output_tokens: -7, cache_read_input_tokens: null }
    expect(readMessageCost(line(broken))?.costUsd).toBe(0)
    expect(readMessageCost(line(USAGE, { id: 7, model: null }, { timestamp: 0 }))).toEqual({
      costUsd: expect.any(Number) as number,
    })
  })
})

describe('the price of a model', () => {
  it.each([
    'claude-opus-4-5-20251101',
    'claude-opus-4-5@20251101',
    'us.anthropic.claude-opus-4-5-20251101-v1:0',
    'anthropic/claude-opus-4-5',
    'claude-opus-4-5[1m]',
  ])('is found by its name in %s', (name) => {
    expect(priceOf(name)).toBe(PRICES['claude-opus-4-5'])
  })

  it('is that of the version, and not of one whose name begins alike', () => {
    expect(priceOf('claude-opus-4-20250514')).toBe(PRICES['claude-opus-4'])
    expect(priceOf('claude-opus-4-1-20250805')).toBe(PRICES['claude-opus-4-1'])
  })

  it.each(['claude-opus-9', 'claude-opus-5-7', 'a-model', 'constructor', '', undefined])(
    'is the highest of all for one that is not known: %s',
    (name) => {
      expect(priceOf(name)).toBe(HIGHEST_PRICE)
    },
  )

  it('is nowhere above the highest, and writing into the cache costs more than reading anew', () => {
    for (const price of Object.values(PRICES)) {
      for (const key of Object.keys(price) as (keyof typeof price)[])
        expect(price[key]).toBeLessThanOrEqual(HIGHEST_PRICE[key])
      expect(price.cacheRead).toBeLessThan(price.input)
      expect(price.cacheWrite).toBeGreaterThan(price.input)
    }
  })
})
