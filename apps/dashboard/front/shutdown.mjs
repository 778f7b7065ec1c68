/** @import { Server } from 'node:http' */
/** @import { Behind } from './http-server.mjs' */

const CLOSE_MS = 3_000
const SECOND_INTERRUPT_MS = 10_000
/** npm hands a Ctrl-C on to its script, which has it from the terminal already: two signals, pressed once. */
const SAME_INTERRUPT_MS = 300

/**
 * Ends the process on a signal. Runs are left to their supervisors, unless a second Ctrl-C says otherwise.
 * @param {Server} server
 * @param {Behind} behind
 */
export function stopOnSignals(server, behind) {
  /** @type {((signal: NodeJS.Signals) => void) | undefined} */
  let whileStopping

  /** @type {NextSignal} */
  const nextSignal = (timeoutMs) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs)
      whileStopping = (signal) => {
        clearTimeout(timer)
        resolve(signal)
      }
    })

  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (whileStopping) {
      whileStopping(signal)
      return
    }
    whileStopping = ignore
    void stop({ server, behind, signal, nextSignal }).then((exitCode) => process.exit(exitCode))
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal)
}

function ignore() {
  // A signal while nobody waits for one changes nothing any more.
}

/**
 * Answers the next signal, or `undefined` when none came in time.
 * @typedef {(timeoutMs: number) => Promise<NodeJS.Signals | undefined>} NextSignal
 */

/**
 * @param {{ server: Server, behind: Behind, signal: NodeJS.Signals, nextSignal: NextSignal }} options
 * @returns {Promise<number>} the exit code
 */
async function stop({ server, behind: { application }, signal, nextSignal }) {
  const closed = closeServer(server)
  const { running } = application?.drain() ?? { running: 0 }
  let exitCode = 0
  if (application && running > 0) {
    if (signal === 'SIGINT') await pause(SAME_INTERRUPT_MS)
    print(`${describeRuns(running)}; start SpecFlow again to see ${running === 1 ? 'it' : 'them'}.`)
    if (signal === 'SIGINT') {
      print(
        `Press Ctrl-C again within ${SECOND_INTERRUPT_MS / 1_000} s to cancel ${running === 1 ? 'it' : 'them'}.`,
      )
      const again = await nextSignal(SECOND_INTERRUPT_MS)
      if (again === 'SIGINT') exitCode = await cancelAll(application)
    }
  }
  await application?.close()
  await closed
  return exitCode
}

/** @param {number} running */
function describeRuns(running) {
  return running === 1 ? '1 run goes on until its deadline' : `${running} runs go on until their deadline`
}

/**
 * @param {import('../src/server/launch.ts').RunningServer} application
 * @returns {Promise<number>} the exit code
 */
async function cancelAll(application) {
  print('Cancelling.')
  const { cancelled, failed } = await application.cancelAll()
  print(`${cancelled} cancelled.`)
  if (failed === 0) return 0
  print(`${failed} could not be proven to have ended; start SpecFlow again to repeat the attempt.`)
  return 1
}

/**
 * Lets what was asked before be answered, for a while.
 * @param {Server} server
 */
async function closeServer(server) {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  // A connection that was busy at the close is kept for its next request when it has its answer.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const patience = setTimeout(() => server.closeAllConnections(), CLOSE_MS)
  await closed
  clearInterval(idle)
  clearTimeout(patience)
}

/** @param {number} timeoutMs */
function pause(timeoutMs) {
  return new Promise((resolve) => setTimeout(resolve, timeoutMs))
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`)
}
