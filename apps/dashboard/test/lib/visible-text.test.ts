import { expect, test } from 'vitest'
import { visibleText } from '../../src/lib/visible-text.ts'

test.each([
  ['plain text\twith a tab\nand a line', 'plain text\twith a tab\nand a line'],
  ['of Windows\r\n', 'of Windows\n'],
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007shown', 'shown'],
  ['\u001b]8;;https://a\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['rm \u202etxt.', 'rm ‹U+202E›txt.'],
  ['a\u0000b\u0008', 'a‹U+0000›b‹U+0008›'],
  ['Größe 😀 日本', 'Größe 😀 日本'],
])('%j is seen as %j', (text, seen) => {
  expect(visibleText(text)).toBe(seen)
})
