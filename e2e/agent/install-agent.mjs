#!/usr/bin/env node
// Installs the real agent command into a cache folder outside the workspace and prints its path:
//   node e2e/agent/install-agent.mjs [folder]
// A folder that has it already is only asked for its version.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const AGENT_VERSION = '2.1.330'

// The command is a program of its own and needs no Node; the Node that its package asks for would be refused here, because
// pnpm hands the strictness of this repository on to what it runs.
const INSTALL_OPTIONS = ['--no-save', '--no-audit', '--no-fund', '--engine-strict=false']
const INSTALL_TIMEOUT_MS = 300_000
const VERSION_TIMEOUT_MS = 60_000

/**
 * Installs the agent unless it is there; answers the absolute path of its command. Rejects when that cannot be done.
 * @param {string} [folder]
 * @returns {Promise<string>}
 */
export async function installAgent(folder = cacheFolder()) {
  const command = join(folder, 'node_modules/.bin/claude')
  if ((await versionOf(command)) === AGENT_VERSION) return command
  await mkdir(dirname(folder), { recursive: true })
  // Beside its place and renamed, so that a broken installation never looks like a whole one.
  const fresh = await mkdtemp(`${folder}.`)
  const packageName = `@anthropic-ai/claude-code@${AGENT_VERSION}`
  try {
    await run('npm', ['install', '--prefix', fresh, ...INSTALL_OPTIONS, packageName], {
      cwd: fresh,
      timeout: INSTALL_TIMEOUT_MS,
    })
    await rm(folder, { recursive: true, force: true })
    await rename(fresh, folder)
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  const version = await versionOf(command)
  if (version === AGENT_VERSION) return command
  throw new Error(`${command} should be version ${AGENT_VERSION} and says ${version ?? 'nothing'}.`)
}

/** `SPECFLOW_TEST_AGENT_CACHE`, or a folder of the system's temporary directory that is named for the version. */
function cacheFolder() {
  return resolve(
    process.env.SPECFLOW_TEST_AGENT_CACHE ?? join(tmpdir(), `specflow-agent-cache-${AGENT_VERSION}`),
  )
}

/** @param {string} command */
async function versionOf(command) {
  const home = await mkdtemp(join(tmpdir(), 'specflow-agent-home-'))
  try {
    const env = { PATH: process.env.PATH, HOME: home, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1' }
    const { stdout } = await run(command, ['--version'], { env, timeout: VERSION_TIMEOUT_MS })
    return stdout.split(' ')[0]
  } catch {
    return undefined
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.stdout.write(`${await installAgent(process.argv[2] && resolve(process.argv[2]))}\n`)
}
