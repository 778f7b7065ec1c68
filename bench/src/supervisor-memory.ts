import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { RUN_FILES, type RunHandle } from '@specflow/process-runner'

/** Proportional set size in bytes of the supervisor, its watchdog and the watchdog's sleeper. Linux only. */
export async function measureSupervisorMemory(run: RunHandle): Promise<number> {
  await run.claimed
  const record: unknown = JSON.parse(readFileSync(join(run.directory, RUN_FILES.process), 'utf8'))
  if (!isProcessRecord(record)) throw new Error(`${run.directory} has no record of its supervisor`)
  const { pid, watchdogPid } = record
  const sleepers = await readChildren(watchdogPid)
  return [pid, watchdogPid, ...sleepers].reduce<number>((sum, part) => sum + readProportionalSize(part), 0)
}

/** Waits for the watchdog to have put its sleeper to sleep. */
async function readChildren(pid: number): Promise<string[]> {
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    if (children.length > 0) return children
    await delay(10)
  }
}

function isProcessRecord(value: unknown): value is { pid: number; watchdogPid: number } {
  return typeof value === 'object' && value !== null && 'pid' in value && 'watchdogPid' in value
}

function readProportionalSize(pid: number | string): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/smaps_rollup tells no Pss`)
  return Number(kilobytes) * 1024
}
