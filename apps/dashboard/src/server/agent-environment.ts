import { delimiter } from 'node:path'
import type { LaunchEnvironment } from './launch.ts'

/** What npm, pnpm, turbo and Next add to the environment of what they start. */
const ADDED_NAMES = ['NODE_ENV', 'PORT', 'NODE', 'INIT_CWD', 'COLOR', 'EDITOR', 'TURBOPACK']
const ADDED_PREFIXES = ['npm_', 'PNPM_', 'TURBO_', 'NEXT_', '__NEXT_']

/** Only a package manager's script has one of these. */
const SCRIPT_NAMES = ['npm_lifecycle_event', 'npm_config_user_agent']

const SCRIPT_BIN_DIRECTORY = /[\\/](?:node_modules[\\/]\.bin|node-gyp-bin)$/

/**
 * The environment as the user's terminal has it: an agent must behave as it does there. Where the launcher could not
 * look behind the package manager, what the package manager is known to add is taken away.
 */
export function restoreEnvironment({ seen, terminal }: LaunchEnvironment): Record<string, string> {
  if (terminal) return { ...terminal }
  if (!SCRIPT_NAMES.some((name) => name in seen)) return { ...seen }
  const kept = Object.entries(seen).filter(([name]) => !isAdded(name))
  return Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'PATH' ? withoutScriptBins(value) : value]),
  )
}

function isAdded(name: string): boolean {
  return ADDED_NAMES.includes(name) || ADDED_PREFIXES.some((prefix) => name.startsWith(prefix))
}

/** A package manager puts its folders in front; the same folder further back is the user's own choice. */
function withoutScriptBins(path: string): string {
  const directories = path.split(delimiter)
  const first = directories.findIndex((directory) => !SCRIPT_BIN_DIRECTORY.test(directory))
  return directories.slice(first === -1 ? directories.length : first).join(delimiter)
}
