import { expect, test } from 'vitest'
import { redactDeep } from '../src/redact-deep.ts'

const KEY = 'sk-ant-api03-0123456789abcdef'

test('takes secrets out of every text, however deep, and out of keys', () => {
  const value = {
    message: `it is ${KEY}`,
    list: [KEY, { [KEY]: 1, plain: 'text' }],
    count: 1,
    none: undefined,
  }
  const before = structuredClone(value)

  expect(redactDeep(value)).toEqual({
    message: 'it is [redacted key]',
    list: ['[redacted key]', { '[redacted key]': 1, plain: 'text' }],
    count: 1,
    none: undefined,
  })
  expect(value).toEqual(before)
})

test('leaves alone what a caller has to give back as it is', () => {
  const value = { id: KEY, list: [{ id: KEY, text: KEY }] }

  expect(redactDeep(value, new Set(['id']))).toEqual({ id: KEY, list: [{ id: KEY, text: '[redacted key]' }] })
})

test('leaves what is no plain value alone', () => {
  const parts = (async function* () {
    await Promise.resolve()
    yield KEY
  })()
  const at = new Date(0)

  const redacted = redactDeep({ parts, at })
  expect(redacted.parts).toBe(parts)
  expect(redacted.at).toBe(at)
})

test('a key that means something to an object stays a key', () => {
  const redacted = redactDeep(JSON.parse('{"__proto__": {"polluted": true}}') as object)

  expect(Object.keys(redacted)).toEqual(['__proto__'])
  expect({}).not.toHaveProperty('polluted')
})

test.each(['_token=abcd', 'secret=abcd', 'a://b:cd@e'])('no secret is too short to be seen: %s', (text) => {
  expect(redactDeep(text)).not.toBe(text)
})
