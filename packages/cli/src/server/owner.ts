import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowClientOptions } from '@specflow/client'
import { CommandFailure } from '../command-failure.ts'
import { EXIT } from '../exit-codes.ts'
import type { Machine } from '../world.ts'
import type { ProcessIdentity } from './process-identity.ts'

export type Fetch = NonNullable<WorkflowClientOptions['fetch']>

/** Who a server says it is in its state directory. It stays there when the server is killed. */
export interface Owner extends ProcessIdentity {
  pid: number
  host: string
  url: string
}

/** `undefined` also for a file that says nothing sensible: that is the server's affair, which says so at its start. */
export function readOwner(directory: string): Owner | undefined {
  try {
    const owner: unknown = JSON.parse(readFileSync(ownerPath(directory), 'utf8'))
    return isOwner(owner) ? owner : undefined
  } catch {
    return undefined
  }
}

/**
 * A `fetch` that sends nothing unless the owner of the directory lives and has this address. It looks before every request, since
 * whoever else is on this machine may listen at the port of a server from the moment that it ends.
 */
export function createOwnerFetch(directory: string, url: string, machine: Machine): Fetch {
  return async (address, init) => {
    const owner = readOwner(directory)
    if (owner && owner.host !== machine.hostName) throw elsewhere(directory, owner)
    if (owner?.url !== url || !isAlive(owner, machine)) throw ended(url)
    return fetch(address, init)
  }
}

function ownerPath(directory: string): string {
  return join(directory, 'owner.json')
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== 'object' || value === null) return false
  const { bootId, host, pid, startTime, url } = value as Record<string, unknown>
  const isText = [bootId, host, startTime, url].every((one) => typeof one === 'string')
  return isText && URL.canParse(url as string) && Number.isSafeInteger(pid) && Number(pid) > 0
}

function isAlive({ bootId, pid, startTime }: Owner, machine: Machine): boolean {
  const found = machine.identify(pid)
  return found?.startTime === startTime && found.bootId === bootId
}

/** A container is a machine of its own here: its processes cannot be looked at. */
function elsewhere(directory: string, { host, url }: Owner): CommandFailure {
  return new CommandFailure(
    `${ownerPath(directory)} names a SpecFlow server of the machine ${host}, so nothing was sent. If it is reached from here, name it: --url ${url}`,
    EXIT.serverAway,
  )
}

function ended(url: string): CommandFailure {
  return new CommandFailure(
    `The SpecFlow server that was at ${url} has ended, so nothing was sent there. Start it with: npm start`,
    EXIT.serverAway,
  )
}
