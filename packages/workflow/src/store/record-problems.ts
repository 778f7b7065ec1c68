import type { HealthProblem, UnreadableRecord } from '../schema/index.ts'

/** Names at most this many files in a message; the rest is a number. */
const MAX_NAMES = 5

/** Names at most this many records that cannot be shown; health has their number. */
const MAX_UNREADABLE = 200

/** What was found wrong in the folder of the records. Keys are file names, values are reasons in words. */
export interface RecordFindings {
  /** Records that cannot be read now, left where they are. */
  unreadable: Map<string, string>
  /** Records whose last change is in place and was not brought to disk. */
  unsynced: Map<string, string>
  /** Records of a newer version of this program, left where they are. */
  newer: Set<string>
  /** Files of somebody else's: counted, and never touched. */
  foreign: Set<string>
  /** Everything that lies in quarantine, from earlier starts too. */
  quarantined: Set<string>
}

export function createFindings(): RecordFindings {
  return {
    unreadable: new Map(),
    unsynced: new Map(),
    newer: new Set(),
    foreign: new Set(),
    quarantined: new Set(),
  }
}

export function describeFindings(directory: string, findings: RecordFindings): HealthProblem[] {
  const { foreign, newer, quarantined, unreadable, unsynced } = findings
  const problems: HealthProblem[] = []
  if (quarantined.size > 0) {
    problems.push({
      code: 'RECORDS_QUARANTINED',
      message: `${count(quarantined.size, 'record')} could not be understood: ${namesOf(quarantined)}, in ${directory}/quarantine.`,
      remedy: `Mend a file and move it back as ${directory}/<id>.json before the next start, or delete it.`,
    })
  }
  if (unreadable.size > 0) {
    const [reason] = unreadable.values()
    problems.push({
      code: 'RECORDS_UNREADABLE',
      message: `${count(unreadable.size, 'record')} in ${directory} cannot be read: ${namesOf(unreadable.keys())} (${reason ?? 'no reason given'}).`,
      remedy: 'Remove the cause and start again; nothing was changed.',
    })
  }
  if (unsynced.size > 0) {
    const [reason] = unsynced.values()
    problems.push({
      code: 'RECORDS_NOT_DURABLE',
      message: `A power cut may undo the last change of ${count(unsynced.size, 'record')} in ${directory}: ${namesOf(unsynced.keys())} (${reason ?? 'no reason given'}).`,
      remedy:
        'Check the disk that the state directory is on; the next change of a record makes it safe again.',
    })
  }
  if (newer.size > 0) {
    problems.push({
      code: 'RECORDS_NEWER',
      message: `${count(newer.size, 'record')} in ${directory} ${newer.size === 1 ? 'is' : 'are'} of a newer version of SpecFlow: ${namesOf(newer)}.`,
      remedy: 'Start the newer version to see them; this one leaves them as they are.',
    })
  }
  if (foreign.size > 0) {
    problems.push({
      code: 'FOREIGN_FILES',
      message: `${count(foreign.size, 'file')} in ${directory} ${foreign.size === 1 ? 'is' : 'are'} not SpecFlow's: ${namesOf(foreign)}.`,
      remedy: 'Move them elsewhere; they are ignored and never changed.',
    })
  }
  return problems
}

/** For a list: what it cannot show. What lies in quarantine was moved there; its name begins with the record's. */
export function listUnreadable({ newer, quarantined, unreadable }: RecordFindings): UnreadableRecord[] {
  const records = [
    ...[...unreadable].map(([file, reason]) => unreadableRecord(file, reason)),
    ...[...newer].map(newerRecord),
    ...[...quarantined].map(quarantinedRecord),
  ]
  return records.sort((a, b) => (a.file < b.file ? -1 : 1)).slice(0, MAX_UNREADABLE)
}

function unreadableRecord(file: string, reason: string): UnreadableRecord {
  const message = `It cannot be read just now: ${reason}. Remove the cause; nothing was changed.`
  return { file, code: 'RECORD_UNREADABLE', message }
}

function newerRecord(file: string): UnreadableRecord {
  const message =
    'A newer version of SpecFlow wrote it. Start that version to see it; this one leaves it as it is.'
  return { file, code: 'RECORD_NEWER', message }
}

function quarantinedRecord(name: string): UnreadableRecord {
  const message =
    'It could not be understood and was moved there. Mend it and move it back as <id>.json before the next start, or delete it.'
  return { file: `quarantine/${name}`, code: 'RECORD_QUARANTINED', message }
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`
}

function namesOf(names: Iterable<string>): string {
  const all = [...names].sort()
  const shown = all.slice(0, MAX_NAMES).join(', ')
  return all.length > MAX_NAMES ? `${shown} and ${String(all.length - MAX_NAMES)} more` : shown
}
