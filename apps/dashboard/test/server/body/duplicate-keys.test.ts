import { expect, test } from 'vitest'
import { findDuplicateKey } from '../../../src/server/body/duplicate-keys.ts'
import { readJsonBody } from '../../../src/server/body/read-json-body.ts'
import { makeRequest } from '../support/requests.ts'

test.each([
  ['{"id":"a","id":"b"}', 'id'],
  ['{"id":"a","id":"a"}', 'id'],
  ['{"a":{"x":1},"b":[{"x":1},{"y":{"z":1, "q":{}, "z" : 2}}]}', 'z'],
  [String.raw`{"\u0061":1,"a":2}`, 'a'],
  [String.raw`{"say \"a\"":1,"b":{},"say \"a\"":2}`, 'say "a"'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['[{"0":{"id":1,\n"id"\r\n:2}}]', 'id'],
])('A14 %s has a key twice', (text, key) => {
  expect(findDuplicateKey(text)).toBe(key)
})

test.each([
  '{}',
  '""',
  '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
  '{"a":"a","b":"a"}',
  '["a","a",{"a":"a"}]',
  String.raw`{"a":"\",\"a\":","b":"}{\\","c":"{\"c\":1,\"c\":2}"}`,
  '{"constructor":1,"toString":2}',
])('A14 %s has every key once', (text) => {
  expect(findDuplicateKey(text)).toBeUndefined()
})

test.each(['', '"', '}]', '{"a', String.raw`{"a":"\ `, '{"a" "a" "a"}', '\\', '{"\\x":1'])(
  'A14 text that is no JSON is no error: %j',
  (text) => {
    expect(findDuplicateKey(text)).toBeUndefined()
  },
)

test('A14 a text of a megabyte is looked through in linear time, also when it is nested all the way', () => {
  expect(findDuplicateKey(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`)).toBeUndefined()
  expect(findDuplicateKey(`{"a":"${'\\"'.repeat(500_000)}","a":1}`)).toBe('a')
})

test('A14 a body with a key twice is MALFORMED_JSON and says which', async () => {
  const request = makeRequest('/api/workflow/cancel', { method: 'POST', body: '{"id":"a","id":"b"}' })
  await expect(readJsonBody(request)).rejects.toMatchObject({
    code: 'MALFORMED_JSON',
    message: expect.stringContaining('"id"') as string,
  })
})
