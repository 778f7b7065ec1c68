import { readdirSync, readFileSync } from 'node:fs'
import { errorCode } from '../error-code.ts'

/** What is read of `/proc`, where anything may be gone between two calls. */
export interface ProcFiles {
  /** In ascending order. */
  listPids(): number[]
  /**
   * `undefined` for a process that has gone or belongs to somebody else. Throws every other error: with no file descriptor
   * left, a process that cannot be looked at is not a process that has ended.
   */
  read(pid: number, file: 'stat' | 'cmdline' | 'environ'): Buffer | undefined
}

export const procFiles: ProcFiles = {
  listPids: () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .toSorted((a, b) => a - b),

  read: (pid, file) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`)
    } catch (error) {
      if (UNREADABLE.includes(errorCode(error) ?? '')) return undefined
      throw error
    }
  },
}

const UNREADABLE = ['ENOENT', 'ESRCH', 'EACCES', 'EPERM']
