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
  /** For a supervisor that is known to live at this moment: what shares its session is found even after its death. */
  rememberLeader(identity: ProcessIdentity): void
}

/**
 * Finds what belongs to a run: what carries its marker, the supervisor's session and group, descendants of either, and
 * the sessions that any of them leads. The search remembers session leaders, because a session outlives its leader.
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

  function findMembers(): RunMember[] {
    const table = platform.listProcesses(marker.name).filter((entry) => entry.pid !== process.pid)
    const record = recordOfThisBoot(platform, directory)
    const members = new Set<ProcessEntry>()
    const trusted = { sessions: new Set<number>(), groups: new Set<number>() }

    for (const entry of table) {
      if (isSupervisor(entry, record) || isMarked(entry, marker)) members.add(entry)
    }
    if (record !== undefined) trustOwnNumbers(record.supervisor.pid, members, trusted)
    trustKnownLeaders(table, leaders, trusted)
    while (addRelatives({ table, members, leaders, trusted }));

    return [...members]
      .filter((entry) => !entry.isZombie)
      .map((entry) => ({ entry, isOurs: isOurs(entry, record) }))
  }

  return {
    findMembers,
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

/** A leader may be gone; a different process with its pid means that its session and its group are gone too. */
function trustKnownLeaders(table: ProcessEntry[], leaders: Map<number, string>, trusted: Trusted): void {
  for (const [pid, startTime] of leaders) {
    const now = table.find((entry) => entry.pid === pid)
    if (now !== undefined && now.startTime !== startTime) {
      leaders.delete(pid)
      continue
    }
    trusted.sessions.add(pid)
    trusted.groups.add(pid)
  }
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
