import { spawn } from 'node:child_process'
import { makeChildEnvironment } from './child-environment.mjs'

/**
 * Runs a command that is expected to complain, and shows nobody what it says.
 * @param {object} command
 * @param {string} command.file
 * @param {string[]} command.args
 * @param {string} command.cwd
 * @param {Record<string, string>} command.env added to ours
 * @param {number} command.timeoutMs then it is killed
 * @returns {Promise<string>} what it printed
 */
export function runQuietly({ file, args, cwd, env, timeoutMs }) {
  const child = spawn(file, args, {
    cwd,
    env: makeChildEnvironment(process.env, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('close', () => resolve(output))
  })
}
