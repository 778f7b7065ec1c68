import { readFileSync } from 'node:fs'

export interface ProcessIdentity {
  pgid: number
  sid: number
  /** Ticks since boot, as the kernel counts them. */
  startTime: string
}

/** Who this process is, from /proc; undefined on a system without it. */
export function readOwnIdentity(): ProcessIdentity | undefined {
  let stat: string
  try {
    stat = readFileSync('/proc/self/stat', 'utf8')
  } catch {
    return undefined
  }
  // The command's name stands in parentheses and may contain anything, parentheses included.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [pgid, sid, startTime] = [fields[2], fields[3], fields[19]]
  if (pgid === undefined || sid === undefined || startTime === undefined) return undefined
  return { pgid: Number(pgid), sid: Number(sid), startTime }
}
