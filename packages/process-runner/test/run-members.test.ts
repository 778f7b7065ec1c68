import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RUN_FILES } from '../src/index.ts'
import { createMemberSearch } from '../src/run-members.ts'
import { createFakeMachine, FAKE_BOOT, type FakeMachine, type FakeProcess } from './support/fake-machine.ts'
import { createWorkplace, type Workplace } from './support/workplace.ts'

const MARKER = { name: 'SPECFLOW_RUN', value: 'home:id:1' }
const marker = MARKER.value
/** In the record; nobody has it in the table. */
const WATCHDOG_PID = 2

function searchIn(place: Workplace, machine: FakeMachine) {
  const search = createMemberSearch({
    platform: machine.platform,
    directory: place.runDirectory,
    marker: MARKER,
  })
  const find = () => search.findMembers().map(({ entry }) => entry.pid)
  return { ...search, find }
}

/** A supervisor with its record. */
function supervise(place: Workplace, machine: FakeMachine, bootId = FAKE_BOOT): FakeProcess {
  const supervisor = machine.add({ marker })
  mkdirSync(place.runDirectory, { recursive: true })
  const record = { pid: supervisor.pid, startTime: supervisor.startTime, bootId, watchdogPid: WATCHDOG_PID }
  writeFileSync(join(place.runDirectory, RUN_FILES.process), JSON.stringify(record))
  return supervisor
}

describe('by its marker', () => {
  test('P14 an orphan in a session of its own is a member', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const daemon = machine.add({ marker })
    machine.add()
    expect(searchIn(place, machine).find()).toEqual([daemon.pid])
  })

  test.each(['home:id:10', 'home:id:', 'xhome:id:1', 'home:id:1 ', 'HOME:id:1', ''])(
    'no other value will do: %j',
    async (value) => {
      await using place = createWorkplace()
      const machine = createFakeMachine()
      machine.add({ marker: value })
      expect(searchIn(place, machine).find()).toEqual([])
    },
  )

  test('P17 a zombie is dead, and what it led is not', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    machine.add({ marker, isZombie: true })
    const leader = machine.add({ parentPid: supervisor.pid, isZombie: true })
    const inSession = machine.add({ sessionId: leader.pid })
    const search = searchIn(place, machine)
    expect(search.find()).toEqual([supervisor.pid, inSession.pid])
    for (const { pid } of [supervisor, inSession]) machine.end(pid)
    expect(search.find()).toEqual([])
  })
})

describe('by descent and session', () => {
  test('P13 descendants are members at any depth, whatever their session, and their sessions with them', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const child = machine.add({ parentPid: supervisor.pid })
    const grandchild = machine.add({ parentPid: child.pid })
    const below = machine.add({ sessionId: grandchild.pid, groupId: 7 })
    machine.add({ parentPid: 1 })
    const found = searchIn(place, machine).find().toSorted()
    expect(found).toEqual([supervisor, child, grandchild, below].map(({ pid }) => pid).toSorted())
  })

  test('the supervisor’s session and group are trusted while one with the marker is in them', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const inSession = machine.add({ sessionId: supervisor.pid, groupId: 7 })
    const inGroup = machine.add({ sessionId: 8, groupId: supervisor.pid })
    const watchdog = machine.add({ sessionId: supervisor.pid, groupId: supervisor.pid, marker })
    machine.end(supervisor.pid)
    const found = searchIn(place, machine).find().toSorted()
    expect(found).toEqual([inSession.pid, inGroup.pid, watchdog.pid].toSorted())
  })

  test('P19 the supervisor’s session and group are nobody’s when none with the marker is in them', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    machine.add({ sessionId: supervisor.pid, groupId: supervisor.pid })
    machine.end(supervisor.pid)
    const daemon = machine.add({ marker })
    expect(searchIn(place, machine).find()).toEqual([daemon.pid])
  })

  test('a leader that was seen is remembered: its session is found after its death', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const leader = machine.add({ parentPid: supervisor.pid })
    const search = searchIn(place, machine)
    search.find()
    for (const { pid } of [supervisor, leader]) machine.end(pid)
    const late = machine.add({ sessionId: leader.pid, groupId: 7 })
    expect(search.find()).toEqual([late.pid])
  })
})

describe('with numbers that were given again', () => {
  test('P18 a stranger with the supervisor’s pid is none of the run, nor is anybody of his', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const search = searchIn(place, machine)
    search.rememberLeader({ ...supervisor, bootId: FAKE_BOOT })
    expect(search.find()).toEqual([supervisor.pid])
    const stranger = machine.reuse(supervisor.pid)
    machine.add({ parentPid: stranger.pid })
    machine.add({ sessionId: stranger.pid, groupId: stranger.pid })
    expect(search.find()).toEqual([])
    expect(searchIn(place, machine).find()).toEqual([])
  })

  test('P18 a record of another boot names nobody', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine, 'another boot')
    // Pid and start time are the same.
    delete supervisor.marker
    expect(searchIn(place, machine).find()).toEqual([])
  })

  test('P19 a group and a session are strangers’ once nobody of the run is left in them', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const leader = machine.add({ parentPid: supervisor.pid })
    const search = searchIn(place, machine)
    search.find()
    for (const { pid } of [supervisor, leader]) machine.end(pid)
    // A look at a time at which nobody has the numbers, as in the second between two looks.
    search.rememberMembers(machine.platform.listProcesses(MARKER.name))
    // Then a stranger got the number, led a session and a group, and is gone; his children are there.
    machine.add({ sessionId: leader.pid, groupId: leader.pid })
    machine.add({ sessionId: supervisor.pid, groupId: supervisor.pid })
    expect(search.find()).toEqual([])
  })
})

describe('by having been seen', () => {
  test('P15 who shed marker, parent and session is found again, with its children', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const daemon = machine.add({ parentPid: supervisor.pid, sessionId: 7, groupId: 7 })
    const search = searchIn(place, machine)
    search.rememberMembers(machine.platform.listProcesses(MARKER.name))
    machine.end(supervisor.pid)
    daemon.parentPid = 1
    const child = machine.add({ parentPid: daemon.pid })
    expect(search.find().toSorted()).toEqual([daemon.pid, child.pid])
  })

  test('P15 the next server knows it too', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const daemon = machine.add({ parentPid: supervisor.pid })
    searchIn(place, machine).rememberMembers(machine.platform.listProcesses(MARKER.name))
    machine.end(supervisor.pid)
    daemon.parentPid = 1
    expect(searchIn(place, machine).find()).toEqual([daemon.pid])
  })

  test('P18 a stranger with a pid that was seen is none of the run, for this server and the next', async () => {
    await using place = createWorkplace()
    const machine = createFakeMachine()
    const supervisor = supervise(place, machine)
    const daemon = machine.add({ parentPid: supervisor.pid, sessionId: 7, groupId: 7 })
    const search = searchIn(place, machine)
    search.rememberMembers(machine.platform.listProcesses(MARKER.name))
    machine.end(supervisor.pid)
    machine.reuse(daemon.pid)
    expect(searchIn(place, machine).find()).toEqual([])
    expect(search.find()).toEqual([])
  })

  test.each(['', '[]', '{"bootId":', '{"bootId":"another boot","processes":[{"pid":1,"startTime":"1"}]}'])(
    'a file that says nothing of this boot names nobody: %j',
    async (text) => {
      await using place = createWorkplace()
      const machine = createFakeMachine()
      machine.reuse(1)
      mkdirSync(place.runDirectory)
      writeFileSync(join(place.runDirectory, RUN_FILES.descendants), text)
      expect(searchIn(place, machine).find()).toEqual([])
    },
  )
})

test('what the watchdog started stays a part of the runner when the watchdog dies first', async () => {
  await using place = createWorkplace()
  const machine = createFakeMachine()
  const supervisor = supervise(place, machine)
  const ofItsGroup = { groupId: supervisor.pid, sessionId: supervisor.pid, marker }
  const sleeper = machine.add({ ...ofItsGroup, parentPid: WATCHDOG_PID })
  const leftover = machine.add({ ...ofItsGroup, parentPid: supervisor.pid })
  const { findMembers } = searchIn(place, machine)
  findMembers()

  machine.end(supervisor.pid)
  sleeper.parentPid = 1
  leftover.parentPid = 1

  expect(findMembers().map(({ entry, isOurs }) => [entry.pid, isOurs])).toEqual([
    [sleeper.pid, true],
    [leftover.pid, false],
  ])
})
