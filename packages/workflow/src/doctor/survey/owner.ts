import { hostname } from 'node:os'
import { findHolder } from '../../state-directory/owner-lock.ts'
import type { IdentityProbe, OwnerRecord } from '../../state-directory/owner-record.ts'

/** Whose the state directory is. */
export type Ownership =
  | { kind: 'nobody' }
  /** `isUs`: this very process. */
  | { kind: 'server'; owner: OwnerRecord; isUs: boolean }
  /** Its process is gone; the next server takes its place. */
  | { kind: 'dead'; owner: OwnerRecord }
  /** On another machine, where nobody can look. */
  | { kind: 'elsewhere'; owner: OwnerRecord }

/** Throws when the lock cannot be read. */
export function readOwnership(home: string, identify: IdentityProbe): Ownership {
  const owner = findHolder(home)
  if (!owner) return { kind: 'nobody' }
  if (owner.host !== hostname()) return { kind: 'elsewhere', owner }
  if (!identify.isAlive(owner)) return { kind: 'dead', owner }
  const { pid, startTime } = identify.self()
  return { kind: 'server', owner, isUs: owner.pid === pid && owner.startTime === startTime }
}

/** Whether a server may be writing there right now. */
export function mayBeServed(ownership: Ownership): boolean {
  return ownership.kind === 'server' || ownership.kind === 'elsewhere'
}
