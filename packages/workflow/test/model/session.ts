import { createInvariants } from './invariants.ts'
import { drain, makeRequests, type Burst } from './burst.ts'
import { lookAt, readRecords } from './look.ts'
import { explore, type Made } from './reference/explore.ts'
import { internalSteps } from './reference/internal-steps.ts'
import { appearanceOf } from './reference/seen.ts'
import { EMPTY, withoutProcess, type State } from './reference/state.ts'
import type { Server, World } from './world.ts'

/** A sequence under way: the world, the server over it while there is one, and the states that the reference may be in. */
export interface Session {
  readonly isUp: boolean
  /** Requests at once; with `isHeld`, claims and stops come only after everything else. */
  burst(burst: Burst, isHeld?: boolean): Promise<void>
  setFaultRate(rate: number): Promise<void>
  /** An orderly end. */
  close(): Promise<void>
  restart(): Promise<void>
  /** Mends everything, ends every run, and sees that nothing waits any more. */
  finish(): Promise<void>
}

const MOST_ALARMS = 40

export async function createSession(world: World): Promise<Session> {
  const invariants = createInvariants()
  let server: Server | undefined = await world.boot()
  let states: State[] = [EMPTY]
  let number = 0
  let rate = 0

  const isDead = () => !server || server.life.isOver

  const settle = async (made: readonly Made[]) => {
    await drain()
    const isWaiting = () => made.some(({ reply, request }) => reply === undefined && request.kind !== 'crash')
    await passAlarms(() => !isDead() && isWaiting())
    if (!isDead() && isWaiting()) {
      // Nobody waits for ever: the disk gets well.
      setRate(0)
      await passAlarms(() => !isDead() && isWaiting())
    }
    if (!isDead() && isWaiting()) throw new Error(`A request was never answered: ${JSON.stringify(made)}`)
    if (rate === 0) await passAlarms(() => true)
  }

  const passAlarms = async (isWanted: () => boolean) => {
    for (let turn = 0; turn < MOST_ALARMS && world.clock.isAwaited && isWanted(); turn += 1) {
      world.clock.passToNext()
      await drain()
    }
  }

  const setRate = (next: number) => {
    rate = next
    world.disk.setRate(next)
  }

  const compare = async (made: readonly Made[], wasFaulty: boolean) => {
    const isFaulty = wasFaulty || rate > 0
    // The checks read through the server too, and a fault there would say nothing.
    world.disk.setRate(0)
    const records = await invariants.check({ world, server, isSettled: rate === 0 })
    world.disk.setRate(rate)
    const seen = JSON.stringify(lookAt(world, records))
    const { limits } = world
    const possible = explore(states, made, { limits, isOrderKept: !isFaulty, isFaulty })
    const fitting = possible.filter(
      (state) =>
        JSON.stringify(appearanceOf(state)) === seen &&
        (rate > 0 || !state.isUp || internalSteps(state, { limits, isOrderKept: true }).length === 0),
    )
    if (fitting.length === 0) throw new Error(explain({ states, made, possible, seen }))
    states = fitting
  }

  const run = async (burst: Burst, isHeld: boolean) => {
    number += 1
    const wasFaulty = rate > 0
    world.clock.pass(1_000)
    world.runner.setPace(!isHeld)
    const before = { number, records: readRecords(world), state: states[0] }
    const made = await makeRequests({ world, server }, burst, before)
    await drain()
    const dies = burst.find(({ act }) => act.kind === 'crash')?.act
    world.runner.setPace(true)
    if (dies?.kind === 'crash' && dies.isBeforeClaims) server?.life.end()
    else world.runner.catchUp()
    await settle(made)
    if (made.some(({ request }) => request.kind === 'crash')) server?.life.end()
    for (const entry of made) if (entry.request.kind === 'crash') entry.reply = { kind: 'done' }
    if (isDead()) server = undefined
    await compare(made, wasFaulty)
  }

  const restart = async () => {
    number += 1
    world.clock.pass(1_000)
    world.disk.setRate(0)
    server = await world.boot()
    world.runner.catchUp()
    await drain()
    await passAlarms(() => true)
    world.disk.setRate(rate)
    states = states.map(wakeUp)
    await compare([], false)
  }

  return {
    get isUp() {
      return server !== undefined
    },
    burst: (burst, isHeld = false) => run(burst, isHeld),
    restart,
    async setFaultRate(next) {
      const wasFaulty = rate > 0
      setRate(next)
      await settle([])
      await compare([], wasFaulty)
    },
    async close() {
      await server?.service.close()
      server?.life.end()
      server = undefined
      await compare([{ request: { kind: 'crash' }, reply: { kind: 'done' }, after: [] }], rate > 0)
    },
    async finish() {
      const wasFaulty = rate > 0
      setRate(0)
      if (!server) await restart()
      await settle([])
      await compare([], wasFaulty)
      for (let left = world.runner.live.length; left > 0; left = world.runner.live.length) {
        const ends = Array.from({ length: left }, (_, at) => ({ act: completion(at), gap: 0 }))
        await run(ends, false)
      }
      const waiting = [...readRecords(world).values()].filter(({ status }) => status === 'queued')
      if (waiting.length > 0) throw new Error(`Nothing runs, and ${String(waiting.length)} executions wait.`)
      await server?.service.close()
    },
  }
}

function completion(at: number) {
  // The choice of a target takes any where the last two bits are zero; this one takes the live ones in turn.
  const target = 4 * at + 1
  return { kind: 'exit', target, how: 'completed', session: 'own', spent: 1, report: 'total' } as const
}

/** What a server makes of the processes that it finds: one that has not begun never will. */
function wakeUp(state: State): State {
  const unbegun = state.executions.filter(({ process }) => process && !process.isClaimed)
  return unbegun.reduce<State>((each, { label }) => withoutProcess(each, label), { ...state, isUp: true })
}

function explain(facts: { states: State[]; made: readonly Made[]; possible: State[]; seen: string }): string {
  const { made, possible, seen, states } = facts
  return [
    'The service did what the reference does not allow.',
    `before: ${states.map((state) => JSON.stringify(state)).join('\n        ')}`,
    `made:   ${made.map((each) => JSON.stringify(each)).join('\n        ')}`,
    `seen:   ${seen}`,
    `allowed, some: ${[...new Set(possible.map((state) => JSON.stringify(appearanceOf(state))))].slice(0, 5).join('\n        ')}`,
  ].join('\n')
}
