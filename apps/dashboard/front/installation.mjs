import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Where things are, seen from files that are not bundled: bundled code no longer knows.
 * @param {string} directory of the dashboard
 */
export function describeInstallation(directory) {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
  )
  const demoAgent = dirname(fileURLToPath(import.meta.resolve('@specflow/fake-claude/package.json')))
  return {
    version,
    demoAgentPath: join(demoAgent, 'bin', 'specflow-demo-agent.mjs'),
    sampleProjectPath: join(demoAgent, 'sample-project'),
    ownBinDirectories: ancestorsOf(directory).map((ancestor) => join(ancestor, 'node_modules', '.bin')),
  }
}

/**
 * Next gives every build an id of its own.
 * @param {string} directory of the dashboard
 */
export function readBuildId(directory) {
  return readFileSync(join(directory, '.next', 'BUILD_ID'), 'utf8').trim()
}

/**
 * Every page and route of the build, as Next looks for them: those without a parameter first.
 * @param {string} directory of the dashboard
 * @returns {import('../src/server/launch.ts').LaunchRoute[]}
 */
export function readRoutes(directory) {
  const { staticRoutes, dynamicRoutes } = JSON.parse(
    readFileSync(join(directory, '.next', 'routes-manifest.json'), 'utf8'),
  )
  return [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({ page, regex }))
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function ancestorsOf(path) {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...ancestorsOf(parent)]
}
