import { describe, expect, it } from 'vitest'
import { readPatch } from '../../../src/features/diff/read-patch.ts'

const HEAD = 'diff --git a/a.txt b/a.txt\nindex 1..2 100644\n--- a/a.txt\n+++ b/a.txt\n'
const WHOLE = { isTruncated: false }

describe('a patch', () => {
  it('becomes lines with their numbers, and what is said between them', () => {
    const patch = `${HEAD}@@ -1,2 +1,2 @@ main\n same\n-old\n+new\n\\ No newline at end of file\n`
    expect(readPatch(patch, WHOLE)).toEqual([
      { kind: 'gap', text: '@@ -1,2 +1,2 @@ main' },
      { kind: 'same', text: 'same', oldNumber: 1, newNumber: 1 },
      { kind: 'deleted', text: 'old', oldNumber: 2 },
      { kind: 'added', text: 'new', newNumber: 2 },
      { kind: 'note', text: 'No newline at end of file' },
    ])
  })

  it.each(['-- a/x', '++ b/x', 'diff --git a/x b/x', '@@ -1 +1 @@', '\\ No newline at end of file'])(
    'does not take the line %j of a file for one of its own',
    (text) => {
      const patch = `${HEAD}@@ -1,2 +1,2 @@\n-${text}\n+${text}\n last\n`
      expect(readPatch(patch, WHOLE).slice(1)).toEqual([
        { kind: 'deleted', text, oldNumber: 1 },
        { kind: 'added', text, newNumber: 1 },
        { kind: 'same', text: 'last', oldNumber: 2, newNumber: 2 },
      ])
    },
  )

  it('that was cut ends with its last whole line', () => {
    const patch = `${HEAD}@@ -0,0 +1,3 @@\n+one\n+tw`
    expect(readPatch(patch, { isTruncated: true }).slice(1)).toEqual([
      { kind: 'added', text: 'one', newNumber: 1 },
    ])
  })

  it.each(['', 'diff --git a/x b/x\nold mode 100644\nnew mode 100755\n', 'Binary files a and b differ\n'])(
    'without lines is empty: %j',
    (patch) => {
      expect(readPatch(patch, WHOLE)).toEqual([])
    },
  )
})
