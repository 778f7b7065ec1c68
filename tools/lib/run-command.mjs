import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

const STOP_PATIENCE_MS = 5000
const PROGRESS_INTERVAL_MS = 15_000

/**
 * Runs a command in a process group of its own, so that a stop reaches whatever it starts: npx, pnpm and turbo put shells
 * between us and the work, and a shell does not hand signals on. While it runs, SIGINT and SIGTERM go to that group and then end
 * this process with the usual code, after the group is gone; five seconds later, or at a second signal, SIGKILL ends it.
 * @param {object} command
 * @param {string} command.file
 * @param {string[]} command.args
 * @param {string} command.cwd
 * @param {NodeJS.ProcessEnv} command.env
 * @param {string} [command.doing] said every 15 s with the time it took so far
 * @returns {Promise<number>} the exit code; 127 when the command does not exist
 */
export async function runCommand({ file, args, cwd, env, doing }) {
  const startedAt = Date.now()
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  const group = watchGroup(child.pid)
  const progress = doing
    ? setInterval(() => {
        console.log(`… still ${doing} (${Math.round((Date.now() - startedAt) / 1000)} s)`)
      }, PROGRESS_INTERVAL_MS)
    : undefined
  const code = await waitForEnd(child)
  clearInterval(progress)
  await group.release()
  return code
}

/** @param {number | undefined} pid */
function watchGroup(pid) {
  /** @type {NodeJS.Signals | undefined} */
  let stoppedBy
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    signalGroup(pid, stoppedBy ? 'SIGKILL' : signal)
    stoppedBy ??= signal
    setTimeout(() => signalGroup(pid, 'SIGKILL'), STOP_PATIENCE_MS).unref()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  return {
    async release() {
      if (stoppedBy) {
        await waitForEmptyGroup(pid)
        process.exit(128 + constants.signals[stoppedBy])
      }
      process.off('SIGINT', stop).off('SIGTERM', stop)
    },
  }
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

/**
 * The command itself may end before what it started. Bounded: a zombie that nobody reaps still counts as a member.
 * @param {number | undefined} pid
 */
async function waitForEmptyGroup(pid) {
  const deadline = Date.now() + STOP_PATIENCE_MS
  while (signalGroup(pid, 0) && Date.now() < deadline) await delay(20)
  signalGroup(pid, 'SIGKILL')
}

/**
 * @param {number | undefined} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether the group still has a member
 */
function signalGroup(pid, signal) {
  if (pid === undefined) return false
  try {
    return process.kill(-pid, signal)
  } catch {
    return false
  }
}
