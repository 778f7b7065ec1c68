import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this repository, wherever the command was called from. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The exact pnpm version of `packageManager`; its integrity hash is for corepack and is left off.
 * @param {string} [root]
 * @returns {string}
 */
export function readPinnedPnpm(root = repositoryRoot) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const match = /^pnpm@(\d+\.\d+\.\d+)/.exec(manifest.packageManager ?? '')
  if (!match?.[1])
    throw new Error(`package.json: packageManager is ${manifest.packageManager}, expected pnpm@x.y.z`)
  return match[1]
}

/**
 * Where an installed command's script is, to be run with this very Node: `.bin` entries would take the first `node` of the PATH.
 * @param {'turbo' | 'pnpm'} name
 * @returns {string}
 */
export function installedCommand(name) {
  const scripts = { turbo: 'turbo/bin/turbo', pnpm: 'pnpm/bin/pnpm.cjs' }
  return join(repositoryRoot, 'node_modules', scripts[name])
}
