import type { RunRecord } from './records/run-record.ts'
import { createMemberSearch, type RunMember } from './run-members.ts'
import { openStopJournal, type StopJournal } from './stop-journal.ts'
import type { Platform } from './types.ts'

/** What every part of the runner needs to know of one run. */
export interface Run {
  platform: Platform
  directory: string
  record: RunRecord
  journal: StopJournal
  /** Everything of the run that is alive now, the supervisor and its watchdog too. */
  findMembers(): RunMember[]
}

export function openRun(platform: Platform, directory: string, record: RunRecord): Run {
  const findMembers = createMemberSearch({ platform, directory, marker: record.marker })
  return { platform, directory, record, journal: openStopJournal(directory), findMembers }
}
