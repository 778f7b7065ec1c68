import { delimiter, dirname, join } from 'node:path'
import { repositoryRoot } from './workspace.mjs'

/** Next and turbo report usage unless told not to. */
export const TELEMETRY_OFF = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
}

/**
 * The environment of the tools that we start: ours, with telemetry off, with the commands that the repository brings, and with the
 * Node that runs us in front of any other. NODE_ENV is left out: `production` would install without the tools that build.
 * @param {NodeJS.ProcessEnv} own
 * @param {Record<string, string>} [additions]
 * @returns {NodeJS.ProcessEnv}
 */
export function makeChildEnvironment(own, additions = {}) {
  const { NODE_ENV: _, ...rest } = own
  const path = [dirname(process.execPath), join(repositoryRoot, 'node_modules', '.bin'), own.PATH ?? '']
  return { ...rest, ...TELEMETRY_OFF, PATH: path.filter(Boolean).join(delimiter), ...additions }
}
