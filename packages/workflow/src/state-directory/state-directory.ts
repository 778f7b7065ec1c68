import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { failpoint } from '@specflow/failpoints'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { removeStaleTemporaries } from '../files/temporary-file.ts'
import { ensureHomeId } from './home-id.ts'
import { acquireOwnerLock } from './owner-lock.ts'
import type { IdentityProbe } from './owner-record.ts'

/** The folder that holds everything a server keeps, owned by one server at a time. */
export interface StateDirectory {
  /** The real path, as the registry knows the projects below it. */
  readonly path: string
  readonly workflowsPath: string
  readonly registryPath: string
  readonly limitsPath: string
  /** Random, kept for good, without a colon: the first part of the marker of every run. */
  readonly homeId: string
  /** Rejects with `STORAGE_UNWRITABLE` when this server no longer owns the folder; asked before every write. */
  assertOwned(): Promise<void>
  /** Lets the next server in; idempotent. */
  release(): Promise<void>
}

export interface StateDirectoryOptions {
  path: string
  /** Told to a second server that tries. */
  owner: { url: string; version: string }
  identify: IdentityProbe
}

/**
 * Makes the folder if it is missing, checks that nobody else can enter it, and owns it until `release` or the end of
 * the process.
 *
 * Throws `StateDirectoryInUse`, or `STORAGE_UNWRITABLE` and `STORAGE_FULL` with the path and what to do.
 */
export async function openStateDirectory({
  identify,
  owner,
  path,
}: StateDirectoryOptions): Promise<StateDirectory> {
  const directory = realpathSync(ensurePrivateDirectory(path))
  const workflowsPath = ensurePrivateDirectory(join(directory, 'workflows'))
  const lock = await acquireOwnerLock({ directory, identify, owner })
  try {
    await failpoint('lock-acquired')
    removeStaleTemporaries(directory)
    const homeId = await ensureHomeId(directory)
    const registryPath = join(directory, 'registry.json')
    const limitsPath = join(directory, 'limits.json')
    return { ...lock, path: directory, workflowsPath, registryPath, limitsPath, homeId }
  } catch (error) {
    await lock.release()
    throw error
  }
}
