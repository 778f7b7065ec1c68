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
  /** How many of what the run started were alive at the last look. */
  countAlive(): number | undefined
}

export function openRun(host: Host, directory: string, record: RunRecord): Run {
  const search = createMemberSearch({ platform: host.platform, directory, marker: record.marker })
  let alive: number | undefined
  return {
    ...host,
    directory,
    record,
    journal: openStopJournal(directory),
    ...search,
    findMembers: () => {
      const members = search.findMembers()
      alive = members.filter((member) => !member.isOurs).length
      return members
    },
    countAlive: () => alive,
  }
}
