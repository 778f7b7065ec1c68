import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readStderrTail, stderrTail } from '../../src/runner/stderr-tail.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const tailOf = (text: string) => stderrTail(text, { isCut: false })

describe('stderrTail', () => {
  test('keeps the last 20 lines', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index)}`)
    expect(tailOf(`${lines.join('\n')}\n\n`)).toBe(lines.slice(10).join('\n'))
  })

  test('keeps at most 4,096 characters and no half of one', () => {
    expect(tailOf(`${'😀'.repeat(5_000)}!`)).toBe(`${'😀'.repeat(2_047)}!`)
  })

  test.each([
    ['colours', '\u001b[31;1merror\u001b[0m: no', 'error: no'],
    ['cursor movements', '\u001b[2K\u001b[1Gdone\u001b[?25h', 'done'],
    ['links and titles', '\u001b]8;;http://x/\u0007here\u001b]8;;\u0007\u001b]0;title\u0007', 'here'],
    ['bells, backspaces and other controls', 'a\u0007b\u0000c\u0008d\u009f', 'abcd'],
    ['what was written over', '10 %\r50 %\r100 %\nnext', '100 %\nnext'],
    ['carriage returns at line ends', 'a\r\nb\r\n', 'a\nb'],
  ])('takes out %s', (_, text, expected) => {
    expect(tailOf(text)).toBe(expected)
  })

  test.each([
    ['an API key', 'key sk-ant-api03-Ab_c-0123456789xyz!', 'key [redacted key]!'],
    ['a GitHub token', 'ghp_0123456789abcdefABCDEF0123456789abcd', '[redacted token]'],
    ['a fine-grained token', 'github_pat_11ABCDEFG0123456789_abc', '[redacted token]'],
    ['a bearer token', 'Authorization: Bearer abc.def-ghi_jkl', 'Authorization: Bearer [redacted]'],
    ['basic credentials', 'authorization: Basic dXNlcjpwYXNz', 'authorization: Basic [redacted]'],
    ['a key header', '"x-api-key": "0123456789"', '"x-api-key": "[redacted]"'],
    ['a password in an address', 'https://me:hunter2@example.com/x', 'https://me:[redacted]@example.com/x'],
    ['a key in colours', 'sk-ant-\u001b[1mapi03-0123456789abcdef\u001b[0m', '[redacted key]'],
  ])('takes out %s', (_, text, expected) => {
    expect(tailOf(text)).toBe(expected)
  })

  test.each(['http://localhost:4747/x?a=b@c', 'see sk-ant docs', 'a:b@c', 'the bearer of it'])(
    'leaves %j alone',
    (text) => {
      expect(tailOf(text)).toBe(text)
    },
  )

  test.each(['', '\n\n', ' \u001b[0m\n'])('is absent for %j', (text) => {
    expect(tailOf(text)).toBeUndefined()
  })

  test('drops the fragment that a cut leaves at the beginning', () => {
    expect(stderrTail('0123456789secret\nwhole', { isCut: true })).toBe('whole')
    expect(stderrTail('one long line', { isCut: true })).toBe('one long line')
  })
})

describe('readStderrTail', () => {
  test('reads only the end of a large file', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'stderr.log')
    await writeFile(path, `${'noise ✓\n'.repeat(200_000)}the end\n`)
    expect(await readStderrTail(path)).toBe(`${'noise ✓\n'.repeat(19)}the end`)
  })

  test('redacts a secret that stands at the cut', async () => {
    const directory = temporaryDirectory()
    const path = join(directory, 'stderr.log')
    await writeFile(path, `sk-ant-api03-0123456789abcdef ${'x'.repeat(4_080)}`)
    expect(await readStderrTail(path)).toBe(`[redacted key] ${'x'.repeat(4_080)}`.slice(-4_096))
  })

  test('is absent without a file', async () => {
    const directory = temporaryDirectory()
    expect(await readStderrTail(join(directory, 'stderr.log'))).toBeUndefined()
  })
})
