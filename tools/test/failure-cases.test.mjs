import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repositoryRoot } from '../lib/workspace.mjs'

const document = readFileSync(join(repositoryRoot, 'docs/reliability.md'), 'utf8')

/** Rows of the form `| P13 | when | what | [file](../path) … |`. */
const rows = [...document.matchAll(/^\| ([PSAUW]\d+) +\|(.*)\|$/gm)].map(([, number = '', rest = '']) => ({
  number,
  files: [...rest.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file),
}))

test('every case has its row in docs/reliability.md', () => {
  const numbers = [
    ...numbered('P', 26),
    ...numbered('S', 21),
    ...numbered('A', 15),
    ...numbered('U', 6),
    ...numbered('W', 10),
  ]
  expect(rows.map(({ number }) => number)).toEqual(numbers)
})

describe.each(rows)('$number', ({ files, number }) => {
  test('is held by a test of its name in each file that the row names', () => {
    expect(files).not.toEqual([])
    const without = files.filter((file) => !hasTestOf(number, file))
    expect(without).toEqual([])
  })
})

/**
 * @param {string} number
 * @param {string} file
 */
function hasTestOf(number, file) {
  const path = join(repositoryRoot, file)
  return existsSync(path) && titleOf(number).test(readFileSync(path, 'utf8'))
}

/**
 * One test may hold several cases: `'P7 P8 without another process …'`.
 * @param {string} number
 */
function titleOf(number) {
  return new RegExp(`['"\`](?:(?:[PSAUW]\\d+|%s) )*${number}[ :,]`)
}

/**
 * @param {string} letter
 * @param {number} count
 */
function numbered(letter, count) {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}
