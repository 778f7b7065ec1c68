import { z } from 'zod'
import { WorkflowError } from '../errors.ts'
import { readRegularFile } from '../files/regular-file.ts'

/** A process that cannot be mistaken for a later one with the same pid. */
export interface OwnerIdentity {
  pid: number
  startTime: string
  bootId: string
}

/** Tells processes apart; the platform of the process runner knows how. */
export interface IdentityProbe {
  self(): OwnerIdentity
  /** Whether exactly this process, on this boot of the machine, is alive. */
  isAlive(identity: OwnerIdentity): boolean
}

const ownerRecordSchema = z.object({
  pid: z.number().int().positive(),
  startTime: z.string(),
  bootId: z.string(),
  host: z.string(),
  nonce: z.uuid(),
  url: z.string(),
  version: z.string(),
})

/** Who owns a state directory. The nonce is new for every try to own it. */
export type OwnerRecord = z.infer<typeof ownerRecordSchema>

/** `undefined` when there is none. Throws `STORAGE_UNWRITABLE` for a file that says nothing sensible: it may be a live owner's. */
export function readOwner(path: string): OwnerRecord | undefined {
  try {
    const text = readRegularFile(path)
    return text === undefined ? undefined : ownerRecordSchema.parse(JSON.parse(text))
  } catch (cause) {
    const message = `${path} should name the server that owns this state directory, and cannot be read. If no SpecFlow server is running, delete it.`
    throw new WorkflowError('STORAGE_UNWRITABLE', message, { cause })
  }
}

/** Another server owns the state directory. */
export class StateDirectoryInUse extends Error {
  override readonly name = 'StateDirectoryInUse'
  readonly owner: OwnerRecord

  constructor(path: string, owner: OwnerRecord, remedy: string) {
    super(`${path} is in use by the SpecFlow server with pid ${String(owner.pid)} at ${owner.url}${remedy}`)
    this.owner = owner
  }
}
