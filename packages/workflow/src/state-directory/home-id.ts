import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { WorkflowError } from '../errors.ts'
import { isUuid } from '../schema/index.ts'
import { createFile } from '../files/durable-file.ts'
import { readRegularFile } from '../files/regular-file.ts'

/**
 * The random name of a state directory, by which its processes are told from those of any other. Made once.
 * Throws `STORAGE_UNWRITABLE` when the file says something else than an id.
 */
export async function ensureHomeId(directory: string): Promise<string> {
  const path = join(directory, 'home-id')
  await createUnlessThere(path)
  const homeId = read(path)
  if (isUuid(homeId)) return homeId
  throw new WorkflowError(
    'STORAGE_UNWRITABLE',
    `${path} should hold the id of this state directory and does not. Put the old content back, or delete the file when no run of this directory is alive.`,
  )
}

async function createUnlessThere(path: string): Promise<void> {
  if (read(path) === undefined) await createFile(path, `${randomUUID()}\n`)
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
