import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WorkflowExecution } from '@specflow/workflow/schema'
import { findRunProcesses } from '../support/built-server.ts'
import { isAlive, signalAll } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startScriptAgentServer, type ScriptAgentServer } from './script-agent-server.ts'

const LATE = 'late-agent.sh'
const YEAR_MS = 365 * 24 * 3_600_000

/** Who wrote the stop down. */
function stoppedBy(runDirectory: string): unknown {
  return (JSON.parse(readFileSync(join(runDirectory, 'stop.json'), 'utf8')) as { by?: unknown }).by
}

function timeOfStop({ stop }: WorkflowExecution): number {
  return Date.parse(stop?.requestedAt ?? '')
}

/** The server, the supervisor, the watchdog and its sleeper: everything but the agent. */
function ours({ server }: ScriptAgentServer, agentPid: number): number[] {
  const ofAgent = (pid: number) => pid === agentPid || parentOf(pid) === agentPid
  return [server.pid, ...findRunProcesses(server.home).filter((pid) => !ofAgent(pid))]
}

function parentOf(pid: number): number {
  try {
    return Number(
      readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
        .split(') ')
        .at(-1)
        ?.split(' ')[1],
    )
  } catch {
    return Number.NaN
  }
}

describe('the deadline of a run', () => {
  it('P11 a run that never answers is timed out, and no late answer completes it', async () => {
    await using agent = await startScriptAgentServer(LATE)
    const startedAt = Date.now()
    const run = await agent.start({ timeoutMs: 1_500 })
    const pid = await run.pid('agent.pid')

    const execution = await agent.server.api.untilStatus(run.id, 'failed')

    expect(readFileSync(join(run.runDirectory, 'output.json'), 'utf8')).toContain('Done after all.')
    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(execution.stop).toMatchObject({
      reason: 'timed_out',
      signals: [{ signal: 'SIGTERM' }],
      survivors: [],
    })
    expect(timeOfStop(execution) - startedAt).toBeGreaterThanOrEqual(1_500)
    expect(isAlive(pid)).toBe(false)
    await agent.server.kill9()
    expect(await (await agent.restart()).api.status(run.id)).toEqual(execution)
  })

  it('S17 is right across a restart of the server: the age of the run counts, not that of the watch', async () => {
    await using agent = await startScriptAgentServer(LATE)
    const startedAt = Date.now()
    const run = await agent.start({ timeoutMs: 6_000 })
    await run.pid('agent.pid')
    await agent.server.kill9()

    const execution = await (await agent.restart()).api.untilStatus(run.id, 'failed')

    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(timeOfStop(execution) - startedAt).toBeGreaterThanOrEqual(6_000)
    // A server that counted from its own start would come after the watchdog.
    expect(stoppedBy(run.runDirectory)).toBe('server')
  })

  it('S17 is kept by the watchdog alone, and never early', async () => {
    await using agent = await startScriptAgentServer(LATE)
    const startedAt = Date.now()
    const run = await agent.start({ timeoutMs: 1_000 })
    const pid = await run.pid('agent.pid')
    await agent.server.kill9()
    await until(() => !isAlive(pid), { what: 'the end of the agent' })
    await until(() => existsSync(join(run.runDirectory, 'exit.json')), { what: 'the exit record' })

    const execution = await (await agent.restart()).api.untilStatus(run.id, 'failed')

    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(timeOfStop(execution) - startedAt).toBeGreaterThanOrEqual(1_000)
    expect(stoppedBy(run.runDirectory)).toBe('supervisor')
  })

  it.each([
    ['S17 comes later when server and supervisor stood still as it passed', 2_500],
    ['S17 comes no earlier when server and supervisor stood still for 3 s', 7_000],
  ])('%s', async (_title, timeoutMs) => {
    await using agent = await startScriptAgentServer(LATE)
    const startedAt = Date.now()
    const run = await agent.start({ timeoutMs })
    const pid = await run.pid('agent.pid')
    await agent.server.api.untilStatus(run.id, 'running')
    const frozen = ours(agent, pid)
    signalAll(frozen, 'SIGSTOP')
    const frozenAt = Date.now()
    await until(() => Date.now() - frozenAt > 3_000, { what: '3 s to pass' })
    expect(isAlive(pid)).toBe(true)
    expect(existsSync(join(run.runDirectory, 'stop.json'))).toBe(false)
    signalAll(frozen, 'SIGCONT')

    const execution = await agent.server.api.untilStatus(run.id, 'failed')

    expect(execution.error?.code).toBe('TIMED_OUT')
    expect(timeOfStop(execution) - startedAt).toBeGreaterThanOrEqual(Math.max(timeoutMs, 3_000))
    expect(isAlive(pid)).toBe(false)
  })

  it('S17 a wall clock that jumps a year and back moves no deadline, and revisions tell the order', async () => {
    await using agent = await startScriptAgentServer(LATE, (directory) => ({
      NODE_OPTIONS: `--import=${join(import.meta.dirname, 'fixtures/jumping-clock.mjs')}`,
      CLOCK_OFFSET: join(directory, 'clock-offset'),
    }))
    const { api } = agent.server
    const jump = (ms: number) => writeFile(join(agent.directory, 'clock-offset'), String(ms))
    const long = await agent.start({ timeoutMs: 24 * 3_600_000 })
    const before = await api.untilStatus(long.id, 'running')
    const startedAt = performance.now()
    const short = await agent.start({ timeoutMs: 4_000 })
    await api.untilStatus(short.id, 'running')

    await jump(YEAR_MS)
    const timedOut = await api.untilStatus(short.id, 'failed')
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(4_000)
    expect(timedOut.error?.code).toBe('TIMED_OUT')
    expect(timeOfStop(timedOut)).toBeGreaterThan(Date.now() + YEAR_MS / 2)
    expect((await api.status(long.id)).status).toBe('running')

    await jump(-YEAR_MS)
    const again = await agent.start({ timeoutMs: 24 * 3_600_000 })
    await api.untilStatus(again.id, 'running')
    expect((await api.status(long.id)).status).toBe('running')
    const cancelled = await api.cancel(long.id)
    expect(cancelled.status).toBe('cancelled')
    expect(cancelled.updatedAt < before.updatedAt).toBe(true)
    expect(cancelled.revision).toBeGreaterThan(before.revision)
    expect(cancelled.timeline.map(({ event }) => event).at(-1)).toBe('cancelled')
    await api.cancel(again.id)
  })
})
