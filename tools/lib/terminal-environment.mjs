import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const WRAPPERS = /^(npm|npx|pnpm|pnpx|corepack|yarn)([. -]|$)/
const SHELLS = new Set(['sh', 'bash', 'dash', 'ash', 'zsh'])

/**
 * Where the launcher leaves what it captured, for the server that it becomes.
 * @type {symbol}
 */
export const TERMINAL_ENVIRONMENT = Symbol.for('specflow.terminal-environment')

/**
 * @typedef {object} CapturedEnvironment
 * @property {Record<string, string>} seen what the launcher was started with, package manager's additions included
 * @property {Record<string, string>} [terminal] what the user's own shell gave to the first command; undefined where that cannot be known
 */

/**
 * @typedef {object} ProcessSnapshot
 * @property {number} parentPid
 * @property {string[]} argv
 * @property {Record<string, string>} environment at its start
 */

/**
 * Finds the user's own values of what npm and pnpm overwrite (PATH, NODE_ENV, EDITOR, COLOR): in the launcher's environment if
 * no package manager was involved, else in that of the outermost wrapper between the terminal and us.
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.own
 * @param {number} options.parentPid
 * @param {(pid: number) => ProcessSnapshot | undefined} [options.readProcess]
 * @returns {CapturedEnvironment}
 */
export function captureEnvironment({ own, parentPid, readProcess = readLinuxProcess }) {
  const seen = definedOnly(own)
  if (!isFromPackageManager(seen)) return { seen, terminal: seen }
  const terminal = findTerminalEnvironment(parentPid, readProcess)
  return terminal ? { seen, terminal } : { seen }
}

/**
 * @param {number} parentPid
 * @param {(pid: number) => ProcessSnapshot | undefined} readProcess
 * @returns {Record<string, string> | undefined}
 */
function findTerminalEnvironment(parentPid, readProcess) {
  /** @type {Record<string, string> | undefined} */
  let outermost
  let pid = parentPid
  for (;;) {
    const found = pid > 1 ? readProcess(pid) : undefined
    if (!found || !isWrapper(found.argv)) return outermost
    outermost = found.environment
    if (!isFromPackageManager(outermost)) return outermost
    pid = found.parentPid
  }
}

/** @param {Record<string, string>} environment */
function isFromPackageManager(environment) {
  return 'npm_lifecycle_event' in environment || 'npm_config_user_agent' in environment
}

/**
 * A wrapper is a package manager, by its script or by the title that it gives itself (`npm start`), or the shell that one runs a
 * script in. Whatever else stands above us, an interactive shell or another program, is the user's own place.
 * @param {string[]} argv
 */
function isWrapper(argv) {
  const [program = '', second = ''] = argv
  if (SHELLS.has(basename(program))) return second === '-c'
  const command = basename(program) === 'node' ? second : program
  return WRAPPERS.test(basename(command))
}

/**
 * @param {number} pid
 * @returns {ProcessSnapshot | undefined} undefined when it has ended, belongs to somebody else, or there is no /proc
 */
export function readLinuxProcess(pid) {
  try {
    const read = (/** @type {string} */ name) => readFileSync(`/proc/${pid}/${name}`, 'utf8')
    const parent = /^PPid:\s*(\d+)$/m.exec(read('status'))?.[1]
    return {
      parentPid: Number(parent),
      argv: read('cmdline').split('\0').filter(Boolean),
      environment: parseEnvironment(read('environ')),
    }
  } catch {
    return undefined
  }
}

/** @param {string} text entries `NAME=value`, each ended by a NUL */
function parseEnvironment(text) {
  /** @type {Record<string, string>} */
  const environment = {}
  for (const entry of text.split('\0')) {
    const separator = entry.indexOf('=')
    if (separator > 0) environment[entry.slice(0, separator)] = entry.slice(separator + 1)
  }
  return environment
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Record<string, string>}
 */
function definedOnly(environment) {
  /** @type {Record<string, string>} */
  const defined = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined) defined[name] = value
  }
  return defined
}
