import { execFileSync } from 'node:child_process'
import { installedCommand } from './workspace.mjs'

const NEWER_NODE = '24.21.0'

/**
 * @typedef {object} CiPart
 * @property {string} name
 * @property {() => [string, ...string[]]} command
 * @property {() => Record<string, string>} [environment] added to ours
 * @property {boolean} hasTests whether it leaves reports in SPECFLOW_TEST_REPORTS
 */

/**
 * In the order in which a failure is most useful. What follows `build` stands on the dashboard that it made.
 * @type {CiPart[]}
 */
export const CI_PARTS = [
  { name: 'unit', hasTests: true, command: () => ['npm', 'test'] },
  { name: 'check', hasTests: false, command: () => ['npm', 'run', 'check'] },
  { name: 'build', hasTests: false, command: () => ['npm', 'run', 'build'] },
  endToEnd('rest', 'test:rest'),
  endToEnd('scripts', 'test:scripts'),
  endToEnd('server', 'test:server'),
  endToEnd('cases', 'test:cases'),
  endToEnd('crash', 'test:crash'),
  endToEnd('fuzz', 'test:fuzz'),
  endToEnd('launch', 'test:launch'),
  endToEnd('browser', 'test:browser'),
  endToEnd('agent', 'test:agent'),
  endToEnd('soak', 'test:soak'),
  {
    name: 'unit-node-24',
    hasTests: true,
    command: () => [newerNode(), 'tools/test.mjs'],
  },
  {
    ...endToEnd('rest-node-24', 'test:rest'),
    environment: () => ({ SPECFLOW_TEST_NODE: newerNode() }),
  },
  { name: 'mutations', hasTests: true, command: () => ['npm', 'run', 'mutations'] },
]

/**
 * @param {string} name
 * @param {string} script
 * @returns {CiPart}
 */
function endToEnd(name, script) {
  return {
    name,
    hasTests: true,
    command: () => [process.execPath, installedCommand('pnpm'), '--filter', '@specflow/e2e', 'run', script],
  }
}

/** Node as a package of the npm registry, in npm's own cache. @returns {string} the path of its executable */
function newerNode() {
  const packageName = `node-${process.platform}-${process.arch}@${NEWER_NODE}`
  const args = ['--yes', '--package', packageName, '--', 'node', '--print', 'process.execPath']
  return execFileSync('npx', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
}
