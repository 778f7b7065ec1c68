import type { Random } from './random.ts'

const TEXTS = [
  '',
  ' ',
  '\0',
  '\ud800',
  '\u202eabc',
  '\ufeff',
  '\r\nX-Injected: 1',
  '../../../../etc/passwd',
  '/etc/passwd',
  'file:///etc/passwd',
  '..%2f..%2f',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '<script>alert(1)</script>',
  "'; DROP TABLE executions; --",
  '${7*7}',
  '$(id)',
  '`id`',
  '-rf',
  'NaN',
  '1e999',
  '0x10',
  '-1',
  'null',
  '[object Object]',
  '00000000-0000-4000-8000-000000000000',
  'ABCDEF00-0000-4000-8000-00000000000G',
  '😀'.repeat(3_000),
  'a'.repeat(70_000),
  'e\u0301'.repeat(500),
]

const OTHERS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e308,
  5e-324,
  [],
  {},
  [[]],
  [null],
  { length: 1 },
  { toString: 1 },
  { then: 'x' },
  { id: { $gt: '' } },
]

/** A value that no schema has in mind. */
export function nastyValue(random: Random): unknown {
  return random.oneIn(2)
    ? random.pick(TEXTS)
    : random.oneIn(20)
      ? nested(random.below(200))
      : random.pick(OTHERS)
}

export function nastyText(random: Random): string {
  return random.pick(TEXTS)
}

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** What no parser can be given as a value, only as a text. */
export const NASTY_JSON = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"id":"a","id":"b"}',
  '{"a":1,}',
  '{',
  '',
  'null',
  '[]',
  '"text"',
  '1',
  '1e99999',
  '{"a":1e99999}',
  '{"a":-1e99999}',
  '\ufeff{}',
  '{"a":"\\ud800"}',
  '{"a":"\u0000"}',
  "{'a':1}",
  'undefined',
  '{}{}',
  '['.repeat(20_000),
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{${Array.from({ length: 5_000 }, (_, index) => `"k${String(index)}":1`).join()}}`,
] as const
