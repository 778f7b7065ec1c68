import type { RunRecord } from './records/run-record.ts'
import { createMemberSearch, type MemberSearch } from './run-members.ts'
import { openStopJournal, type StopJournal } from './stop-journal.ts'
import type { Platform } from './types.ts'

/** What every part of the runner needs to know of one run. */
export interface Run extends MemberSearch {
  platform: Platform
  directory: string
  record: RunRecord
  journal: StopJournal
}

export function openRun(platform: Platform, directory: string, record: RunRecord): Run {
  const search = createMemberSearch({ platform, directory, marker: record.marker })
  return { platform, directory, record, journal: openStopJournal(directory), ...search }
}
