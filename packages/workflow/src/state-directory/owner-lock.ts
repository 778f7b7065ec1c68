import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { createFile, replaceFile } from '../files/durable-file.ts'
import { readOwner, StateDirectoryInUse, type IdentityProbe, type OwnerRecord } from './owner-record.ts'

const OWNER_FILE = 'owner.json'
const SUCCESSOR_FILE = /^owner\.next\.[0-9a-f-]{36}\.json$/

export interface OwnerLock {
  /** Rejects with `STORAGE_UNWRITABLE` when the lock is no longer ours. */
  assertOwned(): Promise<void>
  /** Idempotent. */
  release(): Promise<void>
}

export interface OwnerLockOptions {
  directory: string
  owner: { url: string; version: string }
  identify: IdentityProbe
}

/**
 * Takes `owner.json`, or throws `StateDirectoryInUse`. There is no timer: the lock ends when its holder releases it or dies.
 *
 * A dead holder cannot simply be moved out of the way, because two that try at once would move away each other's
 * lock. So its place is inherited: whoever creates `owner.next.<nonce of the dead>` is the only one that may replace
 * `owner.json`, and should it die before it does, its own place is inherited in the same way.
 */
export async function acquireOwnerLock(options: OwnerLockOptions): Promise<OwnerLock> {
  const { directory, identify, owner } = options
  const ownerPath = join(directory, OWNER_FILE)
  const record: OwnerRecord = { ...identify.self(), host: hostname(), nonce: randomUUID(), ...owner }

  while (!(await tryAcquire(options, record))) {
    // The holder changed while it was looked at; look again.
  }
  removeSuccessorFiles(directory)

  return {
    async assertOwned() {
      const holder = readOwner(ownerPath)
      if (holder?.nonce === record.nonce) return Promise.resolve()
      const who = holder ? `the server with pid ${String(holder.pid)} at ${holder.url}` : 'nobody'
      throw new WorkflowError(
        'STORAGE_UNWRITABLE',
        `${directory} no longer belongs to this server but to ${who}, so nothing is written. Stop this server.`,
      )
    },

    async release() {
      if (readOwner(ownerPath)?.nonce === record.nonce) rmSync(ownerPath, { force: true })
      return Promise.resolve()
    },
  }
}

/** Who holds the directory, or is about to after the death of its holder; `undefined` when nobody does. Takes nothing. */
export function findHolder(directory: string): OwnerRecord | undefined {
  const holder = readOwner(join(directory, OWNER_FILE))
  return holder && lastSuccessor(directory, holder)
}

/** The server that owns the directory, if it is alive. */
export function findOwner(directory: string, identify: IdentityProbe): OwnerRecord | undefined {
  const holder = findHolder(directory)
  return holder && isHolding(identify, holder) ? holder : undefined
}

/** `false` when somebody else was at it at the same time and it must be tried again. */
async function tryAcquire(options: OwnerLockOptions, record: OwnerRecord): Promise<boolean> {
  const { directory } = options
  const ownerPath = join(directory, OWNER_FILE)
  const text = `${JSON.stringify(record, undefined, 2)}\n`
  const isHolder = () => readOwner(ownerPath)?.nonce === record.nonce

  const holder = readOwner(ownerPath)
  if (!holder) return (await createFile(ownerPath, text)) && isHolder()

  const last = lastSuccessor(directory, holder)
  if (isHolding(options.identify, last)) {
    const hasChanged = readOwner(ownerPath)?.nonce !== holder.nonce
    if (hasChanged) return false
    throw inUse(directory, last)
  }
  const claim = successorPath(directory, last)
  if (!(await createFile(claim, text))) return false
  const isStillFirst = () => readOwner(ownerPath)?.nonce === holder.nonce
  const replaced = await replaceFile(ownerPath, text, { confirm: isStillFirst }).finally(() => {
    if (!isHolder()) rmSync(claim, { force: true })
  })
  return replaced && isHolder()
}

/** Follows the claims from the holder to the one that would own the directory by now. */
function lastSuccessor(directory: string, holder: OwnerRecord): OwnerRecord {
  const next = readOwner(successorPath(directory, holder))
  return next ? lastSuccessor(directory, next) : holder
}

function successorPath(directory: string, { nonce }: OwnerRecord): string {
  return join(directory, `owner.next.${nonce}.json`)
}

/** A process of another machine cannot be looked at, so it counts as alive. */
function isHolding(identify: IdentityProbe, record: OwnerRecord): boolean {
  return record.host !== hostname() || identify.isAlive(record)
}

function inUse(directory: string, owner: OwnerRecord): StateDirectoryInUse {
  if (owner.host === hostname()) {
    return new StateDirectoryInUse(
      directory,
      owner,
      '. Use that one, stop it, or set SPECFLOW_HOME to another folder.',
    )
  }
  return new StateDirectoryInUse(
    directory,
    owner,
    ` on the machine ${owner.host}. If it no longer runs there, delete ${join(directory, OWNER_FILE)}.`,
  )
}

/** The claims of the past say nothing any more: they are about holders that `owner.json` has left behind. */
function removeSuccessorFiles(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (SUCCESSOR_FILE.test(name)) rmSync(join(directory, name), { force: true })
  }
}
