import { lstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { errnoCode } from '../../files/storage-error.ts'

/** What stands where the state directory should be. */
export type Home =
  | { kind: 'there'; path: string }
  | { kind: 'absent'; path: string }
  /** A server refuses it too; nothing in it is looked at. */
  | { kind: 'unusable'; path: string; reason: string; remedy: string }

export function findHome(given: string, uid: number): Home {
  // Resolving drops a trailing slash, with which `lstat` would look through a link.
  const path = resolve(given)
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return { kind: 'absent', path }
    if (stats.isSymbolicLink()) {
      const remedy = 'Name the folder that it points to in SPECFLOW_HOME, or remove the link.'
      return { kind: 'unusable', path, reason: `${path} is a symbolic link.`, remedy }
    }
    if (!stats.isDirectory()) {
      const remedy = 'Move it away, or set SPECFLOW_HOME to another folder.'
      return { kind: 'unusable', path, reason: `${path} is not a folder.`, remedy }
    }
    if (stats.uid !== uid) {
      const reason = `${path} belongs to user ${String(stats.uid)}, and this is user ${String(uid)}.`
      const remedy = 'Run this as the user who runs SpecFlow, change the owner, or set SPECFLOW_HOME.'
      return { kind: 'unusable', path, reason, remedy }
    }
    return { kind: 'there', path }
  } catch (error) {
    const reason = `${path} cannot be looked at (${errnoCode(error) ?? String(error)}).`
    return { kind: 'unusable', path, reason, remedy: 'Make the folders above it readable for this user.' }
  }
}
