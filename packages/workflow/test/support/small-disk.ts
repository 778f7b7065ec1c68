import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { WriteBytes } from '../../src/files/disk.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const CAPACITY_BYTES = 64 * 1024

export interface SmallDisk {
  path: string
  /** To be given to what writes there; the operating system's own where the disk is a real one. */
  write?: WriteBytes
}

/**
 * A disk of 64 KB: a real one for a user who may mount one, and otherwise a folder with a `write` that takes bytes
 * until there are as many and then answers what a full disk answers.
 */
export function smallDisk(): SmallDisk {
  const path = join(temporaryDirectory(), 'small-disk')
  mkdirSync(path, { mode: 0o700 })
  const options = `size=${String(CAPACITY_BYTES)},mode=0700`
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status === 0
  if (!mounted) return { path, write: writeUntilFull(path) }
  onTestFinished(() => {
    spawnSync('umount', [path])
  })
  return { path }
}

/** Leaves no byte free, and answers what gives the space back. */
export function fillDisk(path: string): () => void {
  const ballast = join(path, 'ballast')
  try {
    // As many bytes as the disk has: where it is only a folder, no more than that may be taken from the real one.
    for (let written = 0; written < CAPACITY_BYTES; written += 1_024) {
      writeFileSync(ballast, Buffer.alloc(1_024), { flag: 'a' })
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
  return () => {
    rmSync(ballast)
  }
}

function writeUntilFull(path: string): WriteBytes {
  return async (file, bytes) => {
    const sizes = readdirSync(path).map((name) => statSync(join(path, name)).size)
    const free = CAPACITY_BYTES - sizes.reduce((sum, size) => sum + size, 0)
    if (free <= 0)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    return (await file.write(bytes.subarray(0, free))).bytesWritten
  }
}
