import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, chmodSync } from 'node:fs'
import type { DoctorRepair } from '../../schema/index.ts'
import type { EntryFacts } from '../survey/entries.ts'
import { count } from '../words.ts'

type WrongMode = EntryFacts['wrongModes'][number]

/** Sets the modes of what is still the plain file or folder that was seen. */
export function repairModes(wrong: readonly WrongMode[]): DoctorRepair[] {
  const repaired = wrong.filter(setMode).length
  return repaired === 0 ? [] : [{ check: 'state-directory', done: `Set ${count(repaired, 'mode')}.` }]
}

/** What cannot be changed, or is gone by now, is left: the report that follows tells what remains. */
function setMode(entry: WrongMode): boolean {
  try {
    return isReadable(entry.mode) ? setByDescriptor(entry) : setByPath(entry)
  } catch {
    return false
  }
}

/** By its descriptor, so that nobody can put a link in the place of what was looked at. */
function setByDescriptor({ expected, path }: WrongMode): boolean {
  const { O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants
  const descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile() && !stats.isDirectory()) return false
    fchmodSync(descriptor, expected)
    return true
  } finally {
    closeSync(descriptor)
  }
}

/** What its owner cannot read cannot be opened either. */
function setByPath({ expected, path }: WrongMode): boolean {
  const stats = lstatSync(path)
  if (!stats.isFile() && !stats.isDirectory()) return false
  chmodSync(path, expected)
  return true
}

function isReadable(mode: number): boolean {
  return (mode & 0o400) !== 0
}
