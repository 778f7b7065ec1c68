import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeChildEnvironment } from './child-environment.mjs'
import { runCommand } from './run-command.mjs'
import { readPinnedPnpm, repositoryRoot } from './workspace.mjs'

/**
 * Installs the locked dependencies when `node_modules` is missing or was made from another lock file.
 * @param {object} [options]
 * @param {'stdout' | 'stderr'} [options.saysOn] where it says what it does, and pnpm too
 * @returns {Promise<boolean>} false when that failed, which it has said: nothing after it could work
 */
export async function ensureInstalled({ saysOn = 'stdout' } = {}) {
  if (isInstalled(repositoryRoot)) return true
  const version = readPinnedPnpm()
  process[saysOn].write(`Installing dependencies with pnpm ${version} (about half a minute the first time)\n`)
  const code = await runCommand({
    file: 'npx',
    args: ['--yes', `pnpm@${version}`, 'install', '--frozen-lockfile'],
    cwd: repositoryRoot,
    env: makeChildEnvironment(process.env, { npm_config_update_notifier: 'false' }),
    doing: 'installing',
    saysOn,
  })
  if (code !== 0) {
    console.error(explainFailure(code))
    return false
  }
  markInstalled(repositoryRoot)
  return true
}

/**
 * @param {string} root
 * @returns {boolean}
 */
export function isInstalled(root) {
  const stamp = stampFile(root)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)
}

/**
 * Written only after an install that went through, so that an interrupted one is done again.
 * @param {string} root
 */
export function markInstalled(root) {
  writeFileSync(stampFile(root), fingerprint(root))
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.specflow-installed')
}

/**
 * Platform and architecture belong to it: a folder copied from another machine holds the wrong binaries.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @param {number} code */
function explainFailure(code) {
  if (code === 127) {
    return 'The command npx was not found. It comes with npm: install Node.js with npm (https://nodejs.org, or: apt-get install npm).'
  }
  return (
    `Installing failed (pnpm ended with code ${code}); its own words are above.\n` +
    'It needs the npm registry: check the network, and behind a proxy: npm config set proxy http://HOST:PORT'
  )
}
