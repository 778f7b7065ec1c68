import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, afterEach, describe, expect, it } from 'vitest'
import { findRunProcesses } from '../support/built-server.ts'
import { killAll, untilDead } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startShellAgentServer, type ShellAgentServer } from '../support/shell-agent-server.ts'

describe('kill -9 of the server in the middle of a run', () => {
  let shell: ShellAgentServer
  beforeEach(async () => {
    shell = await startShellAgentServer()
  })
  afterEach(() => shell[Symbol.asyncDispose]())

  const start = (input: string) =>
    shell.server.api.start({ projectId: shell.projectIds[0] ?? '', skill: 'review', input })
  const exitRecord = (id: string, run: number) =>
    join(shell.server.home, 'workflows', id, `run-${String(run)}`, 'exit.json')

  it('the run goes on, and the next server completes it with its output and its cost counted once', async () => {
    const id = await start('gate=open')
    await shell.server.api.untilStatus(id, 'running')
    await shell.server.kill9()

    const next = await shell.restart()
    expect((await next.api.status(id)).status).toBe('running')
    await shell.open('open')
    const execution = await next.api.untilStatus(id, 'completed')

    expect(execution).toMatchObject({
      output: { status: 'completed', message: 'Done.' },
      costUsd: 0.5,
      numTurns: 2,
      runs: [{ attempt: 1, exitCode: 0, costUsd: 0.5 }],
    })
    expect(await shell.countStarts()).toBe(1)
  })

  it('a run that ended meanwhile is completed from its records, once, whatever the number of restarts', async () => {
    const id = await start('gate=open')
    await shell.server.api.untilStatus(id, 'running')
    const pids = findRunProcesses(shell.server.home)
    await shell.server.kill9()
    await shell.open('open')
    await until(() => readFile(exitRecord(id, 1), 'utf8').catch(() => undefined), { what: 'the exit record' })
    await untilDead(pids)

    const next = await shell.restart()
    const execution = await next.api.untilStatus(id, 'completed')
    await next.kill9()
    const last = await shell.restart()

    expect(execution).toMatchObject({ output: { message: 'Done.' }, costUsd: 0.5 })
    expect(execution.runs).toHaveLength(1)
    expect(await last.api.status(id)).toEqual(execution)
    expect(await shell.countStarts()).toBe(1)
  })

  it('an answered run is gone on with, and its cost is the difference', async () => {
    const id = await start('ask')
    await shell.server.api.untilStatus(id, 'waiting_for_input')
    await shell.server.kill9()
    const next = await shell.restart()
    expect((await next.api.status(id)).questionSet?.questions).toHaveLength(1)

    await next.api.answer(id, { q1: 'This one' })
    const execution = await next.api.untilStatus(id, 'completed')

    expect(execution.costUsd).toBe(0.75)
    expect(execution.runs.map(({ costUsd }) => costUsd)).toEqual([0.5, 0.25])
    expect(await shell.countStarts()).toBe(2)
  })

  it('what was queued runs after the restart, once', async () => {
    const first = await start('gate=open')
    const second = await start('next')
    await shell.server.api.untilStatus(first, 'running')
    await shell.server.kill9()

    const next = await shell.restart()
    expect((await next.api.status(second)).status).toBe('queued')
    await shell.open('open')
    await next.api.untilStatus(first, 'completed')
    await next.api.untilStatus(second, 'completed')

    expect(await shell.countStarts()).toBe(2)
  })

  it('a run that is adopted can be cancelled', async () => {
    const id = await start('gate=never')
    await shell.server.api.untilStatus(id, 'running')
    const pids = findRunProcesses(shell.server.home)
    await shell.server.kill9()

    const next = await shell.restart()
    const execution = await next.api.cancel(id)

    expect(execution).toMatchObject({ status: 'cancelled', stop: { reason: 'cancelled', survivors: [] } })
    await untilDead(pids)
  })

  it('a run that left nothing behind is interrupted, not invented', async () => {
    const id = await start('gate=never')
    await shell.server.api.untilStatus(id, 'running')
    const pids = findRunProcesses(shell.server.home)
    await shell.server.kill9()
    killAll(pids)
    await untilDead(pids)

    const next = await shell.restart()
    const execution = await next.api.untilStatus(id, 'failed')

    expect(execution.error?.code).toBe('INTERRUPTED')
    expect(execution.output).toBeUndefined()
    expect(execution.costUsd).toBeUndefined()
    expect(await shell.countStarts()).toBe(1)
  })
})
