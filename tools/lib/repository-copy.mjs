import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { repositoryRoot } from './workspace.mjs'

const WORKSPACES = ['apps', 'packages']
const FILES = ['package.json', 'pnpm-workspace.yaml', 'tsconfig.base.json']
/** Results of builds and of tools, which no test of a source needs and which are large. */
const LEFT_OUT = ['.next', '.turbo', '.vite', '.vitest', 'test-results']

/**
 * A copy of what the unit tests need, in which everything may be changed. The workspaces know each other inside of it;
 * what was installed from elsewhere is the repository's own.
 * @returns {{ path: string, remove: () => void }}
 */
export function copyRepository() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'specflow-mutations-')))
  for (const name of [...FILES, ...WORKSPACES]) {
    cpSync(join(repositoryRoot, name), join(path, name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !LEFT_OUT.includes(basename(relative(repositoryRoot, source))),
    })
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(path, 'node_modules'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
