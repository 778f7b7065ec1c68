import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createLinuxPlatform } from '../../src/platform/linux.ts'
import type { ProcFiles } from '../../src/platform/proc-files.ts'

const MARK = 'MARK=home:id:1'

/** `/proc` as one process after the other finds it; `onRead` happens just before a stat is read. */
function fakeProc(onRead: (pid: number) => void) {
  const processes = new Map<number, { parentPid: number; startTime: number; environ: string }>()
  const environReads: number[] = []
  const proc: ProcFiles = {
    listPids: () => [...processes.keys()].toSorted((a, b) => a - b),
    read: (pid, file) => {
      if (file === 'stat') onRead(pid)
      const found = processes.get(pid)
      if (found === undefined) return undefined
      if (file === 'environ') environReads.push(pid)
      const fields = [
        'S',
        found.parentPid,
        pid,
        pid,
        ...Array.from({ length: 15 }, () => 0),
        found.startTime,
        0,
      ]
      return Buffer.from(file === 'stat' ? `${pid} (sh) ${fields.join(' ')}` : found.environ)
    },
  }
  return { processes, environReads, platform: createLinuxPlatform(proc) }
}

test('finds the child of a process that ended after it was listed and before it was read', () => {
  const { processes, platform } = fakeProc((pid) => {
    // A chain: each one is gone by the time that it is looked at, and has left the next.
    if (pid < 10 || pid >= 15) return
    processes.delete(pid)
    processes.set(pid + 1, { parentPid: pid, startTime: pid, environ: MARK })
  })
  processes.set(10, { parentPid: 1, startTime: 10, environ: MARK })
  expect(platform.listProcesses('MARK')).toMatchObject([{ pid: 15, marker: 'home:id:1' }])
})

test('finds the child that was made while the last one of the first round was read', () => {
  const { processes, platform } = fakeProc((pid) => {
    if (pid === 20) processes.set(21, { parentPid: 20, startTime: 21, environ: '' })
  })
  processes.set(20, { parentPid: 1, startTime: 20, environ: MARK })
  expect(platform.listProcesses('MARK').map(({ pid }) => pid)).toEqual([20, 21])
})

test('with an earlier table, asks only newcomers and the marked for their environment', () => {
  const { processes, environReads, platform } = fakeProc(() => undefined)
  processes.set(30, { parentPid: 1, startTime: 30, environ: 'OTHER=1' })
  processes.set(31, { parentPid: 1, startTime: 31, environ: MARK })
  processes.set(32, { parentPid: 1, startTime: 32, environ: 'OTHER=1' })
  const earlier = platform.listProcesses('MARK')
  processes.set(31, { parentPid: 1, startTime: 31, environ: 'CLEARED=1' })
  // Another process with the pid of one that was asked.
  processes.set(32, { parentPid: 1, startTime: 99, environ: MARK })
  processes.set(33, { parentPid: 1, startTime: 33, environ: MARK })
  environReads.length = 0
  const marked = platform.listProcesses('MARK', earlier).flatMap(({ pid, marker }) => (marker ? [pid] : []))
  expect(marked.toSorted()).toEqual([32, 33])
  expect(environReads.toSorted()).toEqual([31, 32, 33])
})

test('S17 is a tick younger than the kernel says: both times were rounded down, and no deadline may come early', () => {
  const { processes, platform } = fakeProc(() => undefined)
  processes.set(40, { parentPid: 1, startTime: 0, environ: '' })
  const identity = platform.identify(40)
  if (identity === undefined) throw new Error('it is not in the table')
  let [before, ageMs, after] = [0, 0, 1]
  while (before !== after) {
    before = readUptimeMs()
    ageMs = platform.ageMs(identity) ?? Number.NaN
    after = readUptimeMs()
  }
  expect(ageMs).toBe(before - 10)
})

function readUptimeMs(): number {
  return Math.round(Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * 1_000)
}
