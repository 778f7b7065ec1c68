import { openDescendantJournal } from './descendant-journal.ts'
import { processKey } from './process-key.ts'
import { readProcessRecord, type ProcessRecord } from './records/process-record.ts'
import type { Platform, ProcessEntry, ProcessIdentity, RunMarker } from './types.ts'

/** A living process that belongs to a run. */
export interface RunMember {
  entry: ProcessEntry
  /** The supervisor, its watchdog, or what the watchdog started: part of the runner, not of what it runs. */
  isOurs: boolean
}

export interface MemberSearch {
  /** Everything of the run that is alive now. */
  findMembers(): RunMember[]
  /** Notes who is in the run at a look, so that they are found again whatever they do to hide. */
  rememberMembers(table: readonly ProcessEntry[]): void
  /** For a supervisor that is known to live at this moment: what shares its session is found even after its death. */
  rememberLeader(identity: ProcessIdentity): void
}

/**
 * Finds what belongs to a run: what carries its marker, the supervisor's session and group, descendants of either, and
 * the sessions that any of them leads. The search remembers session leaders, because a session outlives its leader, and
 * whoever it has seen in the run, because a process can shed everything else by which it could be known.
 *
 * Group and session numbers count only while the supervisor is proven to be the process that wrote itself down, or while
 * a process with the marker is in them: a number cannot be given to somebody else as long as it is in use.
 */
export function createMemberSearch(options: {
  platform: Platform
  directory: string
  marker: RunMarker
}): MemberSearch {
  const { platform, directory, marker } = options
  const leaders = new Map<number, string>()
  // What the watchdog started stays ours when the watchdog dies first.
  const ours = new Set<string>()
  const journal = openDescendantJournal({
    directory,
    bootId: platform.bootId(),
    markerValue: marker.value,
  })

  function search(listed: readonly ProcessEntry[]): RunMember[] {
    const table = listed.filter((entry) => entry.pid !== process.pid)
    const record = recordOfThisBoot(platform, directory)
    const members = new Set<ProcessEntry>()
    const trusted = { sessions: new Set<number>(), groups: new Set<number>() }

    for (const entry of table) {
      if (isSupervisor(entry, record) || isMarked(entry, marker) || journal.knows(entry)) members.add(entry)
    }
    if (record !== undefined) trustOwnNumbers(record.supervisor.pid, members, trusted)
    trustKnownLeaders(table, leaders, trusted)
    while (addRelatives({ table, members, leaders, trusted }));
    journal.remember([...members])

    for (const entry of members) if (isOurs(entry, record)) ours.add(processKey(entry))
    return [...members]
      .filter((entry) => !entry.isZombie)
      .map((entry) => ({ entry, isOurs: ours.has(processKey(entry)) }))
  }

  return {
    findMembers: () => search(platform.listProcesses(marker.name)),
    rememberMembers: (table) => {
      search(table)
    },
    rememberLeader: ({ pid, startTime }) => {
      leaders.set(pid, startTime)
    },
  }
}

/** Pids that were written down before a reboot name strangers. */
function recordOfThisBoot(platform: Platform, directory: string): ProcessRecord | undefined {
  const record = readProcessRecord(directory)
  return record?.supervisor.bootId === platform.bootId() ? record : undefined
}

function isSupervisor(entry: ProcessEntry, record: ProcessRecord | undefined): boolean {
  return entry.pid === record?.supervisor.pid && entry.startTime === record.supervisor.startTime
}

function isMarked(entry: ProcessEntry, marker: RunMarker): boolean {
  return !entry.isZombie && entry.marker === marker.value
}

interface Trusted {
  sessions: Set<number>
  groups: Set<number>
}

/** The supervisor leads a session and a group of its own, both numbered by its pid. */
function trustOwnNumbers(supervisorPid: number, members: Set<ProcessEntry>, trusted: Trusted): void {
  for (const entry of members) {
    if (entry.sessionId === supervisorPid) trusted.sessions.add(supervisorPid)
    if (entry.groupId === supervisorPid) trusted.groups.add(supervisorPid)
  }
}

/**
 * A leader may be gone. A different process with its pid means that its session and its group are gone too, and so does a
 * number that nobody has any more: from then on it may be given to a stranger.
 */
function trustKnownLeaders(table: ProcessEntry[], leaders: Map<number, string>, trusted: Trusted): void {
  for (const [pid, startTime] of leaders) {
    const now = table.find((entry) => entry.pid === pid)
    const isOver = now === undefined ? !isNumberInUse(table, pid) : now.startTime !== startTime
    if (isOver) {
      leaders.delete(pid)
      continue
    }
    trusted.sessions.add(pid)
    trusted.groups.add(pid)
  }
}

function isNumberInUse(table: ProcessEntry[], pid: number): boolean {
  return table.some(({ sessionId, groupId }) => sessionId === pid || groupId === pid)
}

/** One round; answers whether it found anybody, since their relatives have to be looked for as well. */
function addRelatives(search: {
  table: ProcessEntry[]
  members: Set<ProcessEntry>
  leaders: Map<number, string>
  trusted: Trusted
}): boolean {
  const { table, members, leaders, trusted } = search
  for (const member of members) {
    if (member.pid !== member.sessionId) continue
    leaders.set(member.pid, member.startTime)
    trusted.sessions.add(member.pid)
  }
  const pids = new Set([...members].map((member) => member.pid))
  const found = table.filter(
    (entry) =>
      !members.has(entry) &&
      (pids.has(entry.parentPid) ||
        trusted.sessions.has(entry.sessionId) ||
        trusted.groups.has(entry.groupId)),
  )
  for (const entry of found) members.add(entry)
  return found.length > 0
}

function isOurs(entry: ProcessEntry, record: ProcessRecord | undefined): boolean {
  if (record === undefined) return false
  if (isSupervisor(entry, record)) return true
  const isInOurGroup = entry.groupId === record.supervisor.pid
  return isInOurGroup && (entry.pid === record.watchdogPid || entry.parentPid === record.watchdogPid)
}
