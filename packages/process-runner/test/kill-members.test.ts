import { expect, test } from 'vitest'
import { killUntilEmpty, type KillTarget } from '../src/kill-members.ts'
import { createFakeMachine, type FakeMachine } from './support/fake-machine.ts'

/** Everything on the machine is to be killed. */
function everythingOn(machine: FakeMachine): KillTarget {
  return {
    platform: machine.platform,
    journal: { noteSeen: () => undefined, noteSignal: () => undefined },
    findMembers: () => machine.platform.listProcesses('').map((entry) => ({ entry, isOurs: false })),
  }
}

const soon = () => performance.now() + 500

test('P16 processes that replace each other are frozen before the first is killed, and none is left', async () => {
  const machine = createFakeMachine()
  machine.add()
  machine.add()
  machine.onSignal = (_target, signal) => {
    // Whoever still runs when one of them dies starts another two.
    if (signal !== 'SIGKILL' || machine.isStill() || machine.pids().length > 500) return
    machine.add()
    machine.add()
  }
  expect(await killUntilEmpty(everythingOn(machine), soon())).toEqual([])
  expect(machine.pids()).toEqual([])
})

test('P16 what forks during the looks is frozen pass by pass, and killed only when a pass finds nobody new', async () => {
  const machine = createFakeMachine()
  machine.add()
  let forks = 0
  machine.onLook = () => {
    // One look that sees nothing new is the end: all that could fork stand still by then.
    if (forks === 30) return
    forks += 1
    machine.add()
  }
  expect(await killUntilEmpty(everythingOn(machine), soon())).toEqual([])
  const firstKill = machine.signals.findIndex(({ signal }) => signal === 'SIGKILL')
  const stops = machine.signals.filter(({ signal }) => signal === 'SIGSTOP')
  expect(stops).toHaveLength(31)
  expect(machine.signals.slice(firstKill).every(({ signal }) => signal === 'SIGKILL')).toBe(true)
})

test('P16 what never stops forking is killed after 50 passes all the same, and said to be alive', async () => {
  const machine = createFakeMachine()
  machine.add()
  machine.onLook = () => {
    machine.add()
  }
  const survivors = await killUntilEmpty(everythingOn(machine), soon())
  expect(survivors.length).toBeGreaterThan(0)
  const firstKill = machine.signals.findIndex(({ signal }) => signal === 'SIGKILL')
  expect(firstKill).toBe(50)
})

test('P18 nobody is signalled who got the pid between the look and the signal', async () => {
  const machine = createFakeMachine()
  const { pid } = machine.add()
  const target = everythingOn(machine)
  let looks = 0
  const stranger = await killUntilEmpty(
    {
      ...target,
      findMembers: () => {
        looks += 1
        const found = looks === 1 ? target.findMembers() : []
        if (looks === 1) machine.reuse(pid)
        return found
      },
    },
    soon(),
  )
  expect(stranger).toEqual([])
  expect(machine.signals).toEqual([])
  expect(machine.isAlive(pid)).toBe(true)
})
