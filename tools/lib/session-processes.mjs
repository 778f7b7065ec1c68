import { readdirSync, readFileSync } from 'node:fs'

/**
 * Signals whoever is alive in the session that a detached child leads. Its process group is not enough: turbo gives every task one of
 * its own.
 * @param {number} session pid of the child
 * @param {NodeJS.Signals} signal
 */
export function signalSession(session, signal) {
  for (const target of listTargets(session)) {
    try {
      process.kill(target, signal)
    } catch {
      // It ended since it was listed.
    }
  }
}

/**
 * @param {number} session
 * @returns {boolean} whether anything of it is alive; a process that only waits to be reaped is not
 */
export function isSessionAlive(session) {
  return listTargets(session).length > 0
}

/**
 * What to pass to kill(2): pids on Linux, elsewhere the group, which is all that can be asked for without /proc.
 * @param {number} session
 * @returns {number[]}
 */
function listTargets(session) {
  if (process.platform !== 'linux') return isGroupAlive(session) ? [-session] : []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => isLivingMember(pid, session))
    .map(Number)
}

/** @param {number} group */
function isGroupAlive(group) {
  try {
    return process.kill(-group, 0)
  } catch {
    return false
  }
}

/**
 * @param {string} pid
 * @param {number} session
 */
function isLivingMember(pid, session) {
  const stat = readStat(pid)
  // The command stands in parentheses and may contain anything; what follows is: state, parent, group, session.
  const [state, , , sessionId] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(sessionId) === session && state !== 'Z'
}

/** @param {string} pid */
function readStat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return '' // It has ended since it was listed.
  }
}
