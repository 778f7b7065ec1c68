import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { acquireOwnerLock } from '../../src/state-directory/owner-lock.ts'
import {
  StateDirectoryInUse,
  type IdentityProbe,
  type OwnerRecord,
} from '../../src/state-directory/owner-record.ts'
import { fakeMachine } from '../support/identities.ts'
import { refusalOf } from '../support/refusals.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

function acquire(directory: string, identify: IdentityProbe) {
  const url = `http://127.0.0.1:${String(identify.self().pid)}`
  return acquireOwnerLock({ directory, owner: { url, version: '0.1.0' }, identify })
}

function ownerIn(directory: string): OwnerRecord {
  return JSON.parse(readFileSync(join(directory, 'owner.json'), 'utf8')) as OwnerRecord
}

describe('the lock of a state directory', () => {
  it('S18 names its owner, and keeps a second one out with its pid and address', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const first = machine.boot()
    await acquire(directory, first)
    const record = { ...first.self(), host: hostname(), version: '0.1.0' }
    expect(ownerIn(directory)).toMatchObject({ ...record, url: 'http://127.0.0.1:1001' })

    const second = acquire(directory, machine.boot())
    await expect(second).rejects.toThrow(StateDirectoryInUse)
    await expect(second).rejects.toThrow('pid 1001 at http://127.0.0.1:1001')
    await expect(second).rejects.toMatchObject({ owner: record })
    expect(readdirSync(directory)).toEqual(['owner.json'])
  })

  it('keeps the same process out a second time', async () => {
    const directory = temporaryDirectory()
    const process = fakeMachine().boot()
    await acquire(directory, process)
    await expect(acquire(directory, process)).rejects.toThrow(StateDirectoryInUse)
  })

  it('lets the next one in after a release, which may be repeated', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const first = await acquire(directory, machine.boot())
    await first.release()
    expect(readdirSync(directory)).toEqual([])
    const second = await acquire(directory, machine.boot())
    await first.release()
    await second.assertOwned()
  })

  it('passes on when its owner has died, and then fences the old owner', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const process = machine.boot()
    const first = await acquire(directory, process)
    await first.assertOwned()
    process.die()
    const second = await acquire(directory, machine.boot())
    await second.assertOwned()
    const refusal = await refusalOf(first.assertOwned())
    expect(refusal.code).toBe('STORAGE_UNWRITABLE')
    expect(refusal.message).toContain('pid 1002')
    await first.release()
    await second.assertOwned()
    expect(readdirSync(directory)).toEqual(['owner.json'])
  })

  it('is lost when somebody deletes it', async () => {
    const directory = temporaryDirectory()
    const lock = await acquire(directory, fakeMachine().boot())
    rmSync(join(directory, 'owner.json'))
    expect((await refusalOf(lock.assertOwned())).message).toContain('nobody')
  })

  it('S18 passes on at once: whoever asks after the death waits for nothing', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const process = machine.boot()
    await acquire(directory, process)
    process.die()
    // A clock that stands still: whatever waited for a time would wait for ever.
    vi.useFakeTimers()
    onTestFinished(() => {
      vi.useRealTimers()
    })
    const next = await acquire(directory, machine.boot())
    await next.assertOwned()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('S19 an owner that stood still for a day is still the owner, for itself and for all others', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const owner = await acquire(directory, machine.boot())
    const before = ownerIn(directory)
    vi.useFakeTimers({ now: Date.now() + 24 * 3_600_000 })
    onTestFinished(() => {
      vi.useRealTimers()
    })
    await expect(acquire(directory, machine.boot())).rejects.toThrow(StateDirectoryInUse)
    await owner.assertOwned()
    expect(ownerIn(directory)).toEqual(before)
  })

  it('never passes from one machine to another, and says what to delete', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const process = machine.boot()
    await acquire(directory, process)
    process.die()
    writeFileSync(
      join(directory, 'owner.json'),
      JSON.stringify({ ...ownerIn(directory), host: 'elsewhere.example' }),
    )
    const second = acquire(directory, machine.boot())
    await expect(second).rejects.toThrow(StateDirectoryInUse)
    await expect(second).rejects.toThrow(
      `elsewhere.example. If it no longer runs there, delete ${directory}/owner.json`,
    )
  })

  it.each(['', '{}', '{"pid": 1', 'null'])('refuses to guess what %j means, and leaves it', async (text) => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'owner.json'), text)
    expect((await refusalOf(acquire(directory, fakeMachine().boot()))).code).toBe('STORAGE_UNWRITABLE')
    expect(readFileSync(join(directory, 'owner.json'), 'utf8')).toBe(text)
  })

  it('S18 goes to exactly one of twenty that want it at once', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const tries = Array.from({ length: 20 }, () => acquire(directory, machine.boot()))
    await expectOneWinner(directory, tries)
  })

  it('S18 goes to exactly one of twenty when its owner has died', async () => {
    for (let round = 0; round < 10; round += 1) {
      const directory = temporaryDirectory()
      const machine = fakeMachine()
      const dead = machine.boot()
      await acquire(directory, dead)
      dead.die()
      await expectOneWinner(
        directory,
        Array.from({ length: 20 }, () => acquire(directory, machine.boot())),
      )
    }
  })

  it('passes over heirs that died before they owned it', async () => {
    const directory = temporaryDirectory()
    const machine = fakeMachine()
    const process = machine.boot()
    await acquire(directory, process)
    process.die()
    let before = ownerIn(directory)
    for (let heirs = 0; heirs < 3; heirs += 1) {
      const heir = machine.boot()
      const record = { ...before, ...heir.self(), nonce: randomUUID() }
      heir.die()
      writeFileSync(join(directory, `owner.next.${before.nonce}.json`), JSON.stringify(record))
      before = record
    }
    await expectOneWinner(
      directory,
      Array.from({ length: 20 }, () => acquire(directory, machine.boot())),
    )
    expect(readdirSync(directory)).toEqual(['owner.json'])
  })

  it('leaves the place of the dead to the heir that claimed it while this one was looking', async () => {
    const { dead, directory, faster, slowerThan } = await deadOwner()
    const claim = `owner.next.${dead.nonce}.json`
    const slower = slowerThan(() => {
      writeFileSync(join(directory, claim), JSON.stringify(faster))
    })
    await expect(acquire(directory, slower)).rejects.toMatchObject({ owner: { pid: faster.pid } })
    expect(ownerIn(directory)).toEqual(dead)
    expect(readdirSync(directory).toSorted()).toEqual(['owner.json', claim].toSorted())
  })

  it('leaves the directory to the heir that came to own it while this one was looking', async () => {
    const { directory, faster, slowerThan } = await deadOwner()
    const slower = slowerThan(() => {
      writeFileSync(join(directory, 'owner.json'), JSON.stringify(faster))
    })
    await expect(acquire(directory, slower)).rejects.toMatchObject({ owner: { pid: faster.pid } })
    expect(ownerIn(directory)).toEqual(faster)
    expect(readdirSync(directory)).toEqual(['owner.json'])
  })

  it('waits for no heir that lives: the directory is in its hands', async () => {
    const { dead, directory, faster, slowerThan } = await deadOwner()
    writeFileSync(join(directory, `owner.next.${dead.nonce}.json`), JSON.stringify(faster))
    const other = slowerThan(() => undefined)
    await expect(acquire(directory, other)).rejects.toMatchObject({ owner: { pid: faster.pid } })
    expect(ownerIn(directory)).toEqual(dead)
  })
})

/** A directory whose owner is dead, and two that want it: one that lives already, and one that looks too long. */
async function deadOwner() {
  const directory = temporaryDirectory()
  const machine = fakeMachine()
  const process = machine.boot()
  await acquire(directory, process)
  process.die()
  const dead = ownerIn(directory)
  const faster: OwnerRecord = { ...dead, ...machine.boot().self(), nonce: randomUUID() }
  /** Sees the owner dead; before it can do anything about it, `act` happens. */
  const slowerThan = (act: () => void): IdentityProbe => {
    const slower = machine.boot()
    let looks = 0
    return {
      self: () => slower.self(),
      isAlive(identity) {
        const isAlive = slower.isAlive(identity)
        looks += 1
        if (looks === 1) act()
        return isAlive
      },
    }
  }
  return { dead, directory, faster, slowerThan }
}

async function expectOneWinner(
  directory: string,
  tries: Promise<Awaited<ReturnType<typeof acquire>>>[],
): Promise<void> {
  const outcomes = await Promise.allSettled(tries)
  const [winner, ...others] = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  )
  expect(others).toEqual([])
  await winner?.assertOwned()
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StateDirectoryInUse)
  }
  expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([])
}
