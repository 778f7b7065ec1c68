import { linkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePrivateDirectory } from '../files/private-directory.ts'
import { errnoCode } from '../files/storage-error.ts'

export const QUARANTINE_DIRECTORY = 'quarantine'

/** Moves a record out of the way under a name that nothing has yet, and answers that name. Never overwrites. */
export function quarantine(directory: string, name: string, now: Date): string {
  const moved = keepInQuarantine(directory, name, now)
  unlinkSync(join(directory, name))
  return moved
}

/** The same for what is about to be replaced: it also stays in its place until then. */
export function keepInQuarantine(directory: string, name: string, now: Date): string {
  const place = ensurePrivateDirectory(join(directory, QUARANTINE_DIRECTORY))
  const stamped = `${name}.${now.toISOString().replaceAll(':', '-')}`
  for (let attempt = 1; ; attempt += 1) {
    const kept = attempt === 1 ? stamped : `${stamped}.${String(attempt)}`
    try {
      linkSync(join(directory, name), join(place, kept))
      return kept
    } catch (error) {
      if (errnoCode(error) !== 'EEXIST') throw error
    }
  }
}
