import { describe, expect, test } from 'vitest'
import { LEAF_KINDS } from '../../src/index.ts'
import { environmentOf, factsOf, isAlive } from '../support/processes.ts'
import { outputOf } from '../support/results.ts'
import { leavesOf, leavesSoon } from '../support/waiting.ts'
import { createWorkspace } from '../support/workspace.ts'

describe('what a run leaves behind', () => {
  test('one leaf of every kind outlives a normal end', async () => {
    const { run, log } = createWorkspace()
    // Only root can start a process of another user.
    const startable = LEAF_KINDS.filter((kind) => kind !== 'stranger' || process.getuid?.() === 0)
    const kinds = startable.filter((kind) => kind !== 'mcp')
    const mode = [...kinds.map((kind) => `spawn:${kind}`), 'mcp_orphan'].join('+')
    expect(outputOf(await run({ mode })).status).toBe('completed')
    const leaves = leavesOf(log())
    expect(leaves.map(({ kind }) => kind)).toEqual(startable)
    expect(leaves.filter(({ leafPid }) => !isAlive(leafPid))).toEqual([])
  })

  test.runIf(process.platform === 'linux')('each stands in the process table as its kind says', async () => {
    const { start, log } = createWorkspace()
    const agent = start({ mode: 'spawn:plain+spawn:setpgid+spawn:setsid+spawn:daemon+spawn:cleanenv+hang' })
    const leaves = await leavesSoon(log, 5)
    const own = factsOf(agent.pid)
    const [plain, setpgid, setsid, daemon, cleanenv] = leaves.map(({ leafPid }) => ({
      pid: leafPid,
      ...factsOf(leafPid),
    }))
    expect(plain).toMatchObject({ ppid: agent.pid, pgid: own.pgid, sid: own.sid })
    expect(setpgid).toMatchObject({ pgid: setpgid?.pid, sid: own.sid })
    expect(setsid).toMatchObject({ ppid: agent.pid, pgid: setsid?.pid, sid: setsid?.pid })
    expect(daemon?.ppid).not.toBe(agent.pid)
    expect([daemon?.sid, cleanenv?.sid]).not.toContain(own.sid)
    expect(environmentOf(daemon?.pid ?? 0)).toContain(`CLAUDE_PID=${String(agent.pid)}`)
    expect(environmentOf(cleanenv?.pid ?? 0).join('\n')).not.toMatch(/CLAUDE|PATH/)
  })

  test('a SIGTERM ends the children that are still its own, in their sessions too, and no orphan', async () => {
    const { start, log } = createWorkspace()
    const mode = 'spawn:plain+spawn:setpgid+spawn:setsid+spawn:daemon+spawn:cleanenv+mcp_orphan+hang'
    const { child, ended } = start({ mode })
    const leaves = await leavesSoon(log, 6)
    child.kill('SIGTERM')
    expect((await ended).exitCode).toBe(143)
    const survivors = leaves.filter(({ leafPid }) => isAlive(leafPid)).map(({ kind }) => kind)
    expect(survivors).toEqual(['daemon', 'cleanenv', 'mcp'])
  })

  test('a tool that is deaf to SIGTERM is killed after a while', async () => {
    const { start, log } = createWorkspace()
    const { child, ended } = start({ mode: 'spawn:stubborn+hang' })
    const [leaf] = await leavesSoon(log, 1)
    child.kill('SIGTERM')
    expect((await ended).exitCode).toBe(143)
    expect(isAlive(leaf?.leafPid ?? 0)).toBe(false)
  })
})
