import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../lib/run-command.mjs'

const LAUNCHER = fileURLToPath(new URL('fixtures/run-wrapper-tree.mjs', import.meta.url))
const here = { cwd: process.cwd(), env: process.env }

describe('runCommand', () => {
  it.each([0, 3])('answers the exit code %i', async (code) => {
    expect(await runCommand({ file: 'sh', args: ['-c', `exit ${code}`], ...here })).toBe(code)
  })

  it('answers 127 for a command that does not exist', async () => {
    expect(await runCommand({ file: 'no-such-command-anywhere', args: [], ...here })).toBe(127)
  })

  it('answers 128 and the signal for a command that was killed', async () => {
    expect(await runCommand({ file: 'sh', args: ['-c', 'kill -KILL $$'], ...here })).toBe(137)
  })

  it.each(/** @type {const} */ (['stdout', 'stderr']))('lets a command speak on %s alone', (saysOn) => {
    const module = JSON.stringify(new URL('../lib/run-command.mjs', import.meta.url).href)
    const call = `{ file: 'echo', args: ['hello'], cwd: '/', env: process.env, saysOn: '${saysOn}' }`
    const script = `import { runCommand } from ${module}; await runCommand(${call})`
    const said = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
    const { stdout, stderr } = said
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '', [saysOn]: 'hello\n' })
  })

  it('leaves the signals of this process alone afterwards', async () => {
    const before = process.listenerCount('SIGTERM')
    await runCommand({ file: 'true', args: [], ...here })
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])('ends the whole chain on %s, and itself with code %i', async (signal, expectedCode) => {
    const { launcher, pids } = await startChain()
    launcher.kill(/** @type {NodeJS.Signals} */ (signal))
    const [code] = await once(launcher, 'exit')
    expect(code).toBe(expectedCode)
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('kills at the second signal what did not hear the first', async () => {
    const { launcher, pids } = await startChain('deaf')
    launcher.kill('SIGTERM')
    launcher.kill('SIGINT')
    await once(launcher, 'exit')
    expect(pids.filter(isAlive)).toEqual([])
  })
})

/** @param {string[]} args */
async function startChain(...args) {
  const launcher = spawn(process.execPath, [LAUNCHER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(launcher.stdout, 'data')
  const pids = String(line).match(/\d+/g)?.map(Number) ?? []
  expect(pids).toHaveLength(3)
  return { launcher, pids }
}

/**
 * A process that has ended and only waits to be reaped is not alive, although a signal still reaches it.
 * @param {number} pid
 */
function isAlive(pid) {
  try {
    if (process.platform === 'linux') return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
