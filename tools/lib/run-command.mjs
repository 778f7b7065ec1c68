import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { isSessionAlive, signalSession } from './session-processes.mjs'

const STOP_PATIENCE_MS = 5000
const PROGRESS_INTERVAL_MS = 15_000

/**
 * Runs a command in a session of its own, so that a stop reaches whatever it starts: npx, pnpm and turbo put shells between us and
 * the work, and a shell does not hand signals on. SIGINT or SIGTERM stop it and then end this process with the usual code, once
 * nothing of the command is left; five seconds later, or at a second signal, what is left is killed.
 * @param {object} command
 * @param {string} command.file
 * @param {string[]} command.args
 * @param {string} command.cwd
 * @param {NodeJS.ProcessEnv} command.env
 * @param {string} [command.doing] said every 15 s with the time it took so far
 * @param {'stdout' | 'stderr'} [command.saysOn] where its standard output goes, and its progress
 * @returns {Promise<number>} the exit code; 127 when the command does not exist
 */
export async function runCommand({ file, args, cwd, env, doing, saysOn = 'stdout' }) {
  const child = spawn(file, args, {
    cwd,
    env,
    stdio: ['ignore', saysOn === 'stdout' ? 1 : 2, 'inherit'],
    detached: true,
  })
  const stopping = stopOnSignal(child.pid)
  const progress = reportProgress(doing, saysOn)
  const code = await waitForEnd(child)
  clearInterval(progress)
  await stopping.settle()
  return code
}

/** @param {number | undefined} pid undefined when nothing was started */
function stopOnSignal(pid) {
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy
  /** @type {Promise<void> | undefined} */
  let ended
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    if (pid === undefined) return
    if (stoppedBy) return signalSession(pid, 'SIGKILL')
    stoppedBy = signal
    ended = endSession(pid)
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return {
    async settle() {
      await ended
      if (stoppedBy) process.exit(128 + constants.signals[stoppedBy])
      process.off('SIGINT', stop).off('SIGTERM', stop)
    },
  }
}

/**
 * SIGTERM whatever came: a shell that starts us in the background makes everything below deaf to SIGINT.
 * @param {number} pid
 */
async function endSession(pid) {
  const deadline = Date.now() + STOP_PATIENCE_MS
  signalSession(pid, 'SIGTERM')
  while (isSessionAlive(pid)) {
    if (Date.now() >= deadline) signalSession(pid, 'SIGKILL')
    await delay(20)
  }
}

/**
 * @param {string | undefined} doing
 * @param {'stdout' | 'stderr'} saysOn
 */
function reportProgress(doing, saysOn) {
  if (!doing) return undefined
  const startedAt = Date.now()
  return setInterval(() => {
    process[saysOn].write(`… still ${doing} (${Math.round((Date.now() - startedAt) / 1000)} s)\n`)
  }, PROGRESS_INTERVAL_MS)
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function waitForEnd(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}
