import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CI_PARTS } from '../lib/ci-parts.mjs'
import { repositoryRoot } from '../lib/workspace.mjs'

test('the workflow of the repository runs every part of .ci/run', () => {
  const workflow = readFileSync(join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8')
  const run = [...workflow.matchAll(/^ +- run: \.ci\/run (.+)$/gm)].flatMap(([, parts = '']) =>
    parts.split(' '),
  )
  expect(CI_PARTS.map(({ name }) => name).filter((name) => !run.includes(name))).toEqual([])
})
