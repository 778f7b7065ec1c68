import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryRoot } from '../lib/workspace.mjs'

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...list('docs').filter((path) => path.endsWith('.md')),
  ...list('packages').map((folder) => join(folder, 'README.md')),
]

test.each(documents)('%s links only to files that are there', (document) => {
  const missing = localTargets(readFileSync(join(repositoryRoot, document), 'utf8')).filter(
    (target) => !existsSync(join(repositoryRoot, dirname(document), target)),
  )
  expect(missing).toEqual([])
})

// The tour and the table of deliverables name files in backticks; a renamed file makes them lie.
test.each(['CONTRIBUTING.md', 'docs/architecture.md'])(
  '%s names only files and folders that are there',
  (document) => {
    const text = readFileSync(join(repositoryRoot, document), 'utf8')
    const paths = [...text.matchAll(/`((?:apps|packages|e2e|bench|tools|docs)\/[^`\s<*…]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect(paths.length).toBeGreaterThan(5)
    expect(paths.filter((path) => !existsSync(join(repositoryRoot, path)))).toEqual([])
  },
)

/** @param {string} folder */
function list(folder) {
  return readdirSync(join(repositoryRoot, folder)).map((name) => join(folder, name))
}

/** @param {string} text */
function localTargets(text) {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '')
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
  return links
    .map(([, link, source]) => (link ?? source ?? '').split('#')[0] ?? '')
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
}
