import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { isUuid } from '../schema/index.ts'
import { createFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'

const HOME_ID_FILE = 'home-id'

/**
 * The random name of a state directory, by which its processes are told from those of any other. Made once.
 * Throws `STORAGE_UNWRITABLE` when the file says something else than an id.
 */
export async function ensureHomeId(directory: string): Promise<string> {
  const known = readHomeId(directory)
  if (known !== undefined) return known
  await createFile(join(directory, HOME_ID_FILE), `${randomUUID()}\n`)
  return readHomeId(directory) ?? refuse(join(directory, HOME_ID_FILE))
}

/** `undefined` when it was not made yet. Throws `STORAGE_UNWRITABLE` when the file says something else than an id. */
export function readHomeId(directory: string): string | undefined {
  const path = join(directory, HOME_ID_FILE)
  const homeId = read(path)
  return homeId === undefined || isUuid(homeId) ? homeId : refuse(path)
}

function refuse(path: string): never {
  throw new WorkflowError(
    'STORAGE_UNWRITABLE',
    `${path} should hold the id of this state directory and does not. Put the old content back, or delete the file when no run of this directory is alive.`,
  )
}

function read(path: string): string | undefined {
  try {
    return readRegularFile(path)?.trim()
  } catch (cause) {
    throw new WorkflowError(
      'STORAGE_UNWRITABLE',
      `${path} cannot be read. Check that it is a file of this user.`,
      {
        cause,
      },
    )
  }
}
