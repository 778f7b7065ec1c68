import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isAlive, untilDead } from '../support/processes.ts'
import { until } from '../support/until.ts'
import { startScriptAgentServer, type ScriptRun } from './script-agent-server.ts'

/** Has the descendant seen once, and then alone: without environment, parent and session of the run. */
async function desert(run: ScriptRun): Promise<number> {
  const [deserter, parent] = [await run.pid('deserter.pid'), await run.pid('parent.pid')]
  const seen = join(run.runDirectory, 'descendants.json')
  await until(() => existsSync(seen) && readFileSync(seen, 'utf8').includes(`"pid":${String(deserter)},`), {
    what: 'a look that has seen it',
  })
  await run.make('leave')
  await untilDead([parent])
  await until(() => readFileSync(`/proc/${String(deserter)}/cmdline`, 'utf8').startsWith('sleep'), {
    what: 'the descendant on its own',
  })
  return deserter
}

describe('a daemon that cleared its environment and was seen alive once', () => {
  it('P15 is dead after a cancel', async () => {
    await using agent = await startScriptAgentServer('deserting-agent.sh')
    const run = await agent.start()
    const deserter = await desert(run)
    expect(isAlive(deserter)).toBe(true)

    const execution = await agent.server.api.cancel(run.id)

    expect(isAlive(deserter)).toBe(false)
    expect(execution).toMatchObject({ status: 'cancelled', stop: { survivors: [] } })
    expect(execution.stop?.seen.map(({ pid }) => pid)).toContain(deserter)
  })

  it('P15 is dead after a natural end', async () => {
    await using agent = await startScriptAgentServer('deserting-agent.sh')
    const run = await agent.start()
    const deserter = await desert(run)

    await run.make('go')
    await agent.server.api.untilStatus(run.id, 'completed')

    expect(isAlive(deserter)).toBe(false)
  })

  it('P15 is dead after a cancel by the next server', async () => {
    await using agent = await startScriptAgentServer('deserting-agent.sh')
    const run = await agent.start()
    const deserter = await desert(run)
    await agent.server.kill9()
    expect(isAlive(deserter)).toBe(true)

    await (await agent.restart()).api.cancel(run.id)

    expect(isAlive(deserter)).toBe(false)
  })
})
