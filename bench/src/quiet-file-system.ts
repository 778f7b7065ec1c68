import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { median } from './interleave.ts'

/**
 * Waits until making a file is quick again, for at most seven minutes, and answers how long one took at last, in
 * milliseconds.
 *
 * ext4 gives no inode out again in the minutes after its file was deleted (`recently_deleted` in the kernel's
 * `fs/ext4/ialloc.c`) and walks over each of them whenever it makes a file near by. After a large `rm -r`, such as the one
 * this benchmark ends with, a file costs ten to forty times of what it costs otherwise, and a measurement of something
 * that makes files measures that deletion.
 */
export async function waitForQuietFileSystem(directory: string): Promise<number> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  for (;;) {
    const ms = measureFileCost(directory)
    if (ms <= QUIET_MS || performance.now() > deadline) return ms
    console.log(
      `Making a file takes ${ms.toFixed(2)} ms: waiting for the file system to forget deleted files.`,
    )
    await delay(PAUSE_MS)
  }
}

/** In new directories, as runs have them. */
export function measureFileCost(directory: string): number {
  const times: number[] = []
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const path = mkdtempSync(join(directory, 'file-cost-'))
    for (let file = 0; file < FILES_PER_FOLDER; file += 1) {
      const startedAt = performance.now()
      writeFileSync(join(path, String(file)), 'a few bytes\n')
      times.push(performance.now() - startedAt)
    }
  }
  return median(times)
}

const FOLDERS = 10
const FILES_PER_FOLDER = 10
const QUIET_MS = 0.06
const PAUSE_MS = 15_000
const LONGEST_WAIT_MS = 7 * 60_000
