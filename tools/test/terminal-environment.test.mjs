import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { captureEnvironment, readLinuxProcess } from '../lib/terminal-environment.mjs'

const NPM_ADDED = { npm_lifecycle_event: 'start', npm_config_user_agent: 'npm/11' }
const TERMINAL = { PATH: '/usr/bin', EDITOR: 'vim' }
const OWN = { PATH: '/repo/node_modules/.bin:/usr/bin', EDITOR: 'vi', ...NPM_ADDED }

/** @param {{ argv: string[], environment: Record<string, string> }[]} ancestors from the parent up */
function capture(ancestors) {
  return captureEnvironment({
    own: OWN,
    parentPid: 100,
    readProcess: (pid) => {
      const found = ancestors[pid - 100]
      return found && { ...found, parentPid: pid + 1 }
    },
  })
}

describe('captureEnvironment', () => {
  it('takes its own environment where no package manager started it', () => {
    const captured = captureEnvironment({ own: TERMINAL, parentPid: 100, readProcess: () => undefined })
    expect(captured).toEqual({ seen: TERMINAL, terminal: TERMINAL })
  })

  it('finds the terminal above npm, which replaced itself by its title', () => {
    const captured = capture([{ argv: ['npm start'], environment: TERMINAL }])
    expect(captured).toEqual({ seen: OWN, terminal: TERMINAL })
  })

  it('climbs over pnpm, the shell of its script, and npx', () => {
    const between = { ...TERMINAL, ...NPM_ADDED }
    const captured = capture([
      { argv: ['node', '/cache/pnpm/bin/pnpm.cjs', 'start'], environment: between },
      { argv: ['sh', '-c', 'pnpm start'], environment: between },
      {
        argv: ['/usr/bin/node', '/usr/lib/node_modules/npm/bin/npx-cli.js', 'pnpm', 'start'],
        environment: TERMINAL,
      },
      { argv: ['-bash'], environment: { PATH: '/far/away' } },
    ])
    expect(captured.terminal).toEqual(TERMINAL)
  })

  it('keeps what a surrounding program was given, itself started by npm', () => {
    const inherited = { PATH: '/venv/bin:/usr/bin', npm_lifecycle_event: 'npx' }
    const captured = capture([
      { argv: ['npm start'], environment: inherited },
      { argv: ['/bin/bash'], environment: { npm_lifecycle_event: 'npx' } },
      { argv: ['npx some-terminal'], environment: { PATH: '/older' } },
    ])
    expect(captured.terminal).toEqual(inherited)
  })

  it('knows no terminal where the ancestors cannot be read', () => {
    expect(capture([])).toEqual({ seen: OWN })
  })
})

describe.runIf(process.platform === 'linux')('readLinuxProcess', () => {
  it('reads parent, arguments and environment of a real process', async () => {
    const child = spawn('sh', ['-c', 'echo ready; read line'], {
      env: { GREETING: 'a=b\nc' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    const found = readLinuxProcess(Number(child.pid))
    child.stdin.end()
    expect(found?.parentPid).toBe(process.pid)
    expect(found?.argv).toEqual(['sh', '-c', 'echo ready; read line'])
    expect(found?.environment).toMatchObject({ GREETING: 'a=b\nc' })
  })

  it('answers undefined for a process that is not there', () => {
    expect(readLinuxProcess(2 ** 22 + 1)).toBeUndefined()
  })
})
