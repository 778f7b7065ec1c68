import type { RunRecord } from './records/run-record.ts'
import { createMemberSearch, type MemberSearch } from './run-members.ts'
import { openStopJournal, type StopJournal } from './stop-journal.ts'
import type { TableWatch } from './table-watch.ts'
import type { Platform } from './types.ts'

/** What all runs of a server share. */
export interface Host {
  platform: Platform
  tableWatch: TableWatch
}

/** What every part of the runner needs to know of one run. */
export interface Run extends MemberSearch, Host {
  directory: string
  record: RunRecord
  journal: StopJournal
}

export function openRun(host: Host, directory: string, record: RunRecord): Run {
  const search = createMemberSearch({ platform: host.platform, directory, marker: record.marker })
  return { ...host, directory, record, journal: openStopJournal(directory), ...search }
}
