import { expect, it } from 'vitest'
import { findChangedFile } from '../../../src/features/diff/find-changed-file.ts'

const FILES = ['a.txt', 'docs/plan.md'].map((path) => ({
  path,
  change: 'added' as const,
  isBinary: false,
}))

it.each([
  ['docs/plan.md', 1],
  ['./docs/plan.md', 1],
  ['/srv/shop/docs/plan.md', 1],
  ['plan.md', -1],
  ['/srv/shopping/a.txt', -1],
  ['../shop/a.txt', -1],
  ['', -1],
])('the path %j of an agent means the file at %i', (path, index) => {
  expect(findChangedFile(FILES, path, '/srv/shop')).toBe(index)
  expect(findChangedFile(FILES, path, '/srv/shop/')).toBe(index)
})
