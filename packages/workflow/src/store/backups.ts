import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DiskOptions } from '../files/disk.ts'
import { createFile } from '../files/durable-file.ts'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { readRegularFile } from '../files/regular-file.ts'
import { errnoCode } from '../files/storage-error.ts'

export const BACKUP_DIRECTORY = 'backups'

interface Backup extends DiskOptions {
  directory: string
  id: string
  version: number
  text: string
}

/**
 * Keeps the text of a record that is about to be rewritten in a newer version, as `backups/<id>.v<version>.json`. What
 * is there is never overwritten: another text of the same version gets a number behind it, the same text none.
 *
 * Errors: `STORAGE_FULL`, `STORAGE_UNWRITABLE`; the record must then stay as it is.
 */
export async function backUp({ directory, id, version, text, ...disk }: Backup): Promise<void> {
  const place = ensurePrivateDirectory(join(directory, BACKUP_DIRECTORY))
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : `.${String(number)}`
    const path = join(place, `${id}.v${String(version)}${suffix}.json`)
    if (await createFile(path, text, disk)) return
    if (holdsText(path, text)) return
  }
}

/** Removes the backups of one record, as nothing else ever does. */
export function removeBackups(directory: string, id: string): void {
  const place = join(directory, BACKUP_DIRECTORY)
  for (const name of namesIn(place)) {
    if (name.startsWith(`${id}.v`)) rmSync(join(place, name), { force: true })
  }
}

function namesIn(place: string): string[] {
  try {
    return readdirSync(place)
  } catch (error) {
    if (errnoCode(error) === 'ENOENT') return []
    throw error
  }
}

/** Something that cannot be read, such as a link, is something else. */
function holdsText(path: string, text: string): boolean {
  try {
    return readRegularFile(path) === text
  } catch {
    return false
  }
}
