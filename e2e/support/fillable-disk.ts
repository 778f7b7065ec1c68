import { spawnSync } from 'node:child_process'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryDirectory } from './temporary-directory.ts'

const FULL_DISK = join(import.meta.dirname, '../rest/fixtures/full-disk.mjs')
const DISK_BYTES = 4 * 1024 * 1024

export interface FillableDisk extends AsyncDisposable {
  /** Puts the state directory of a server on it. */
  env: Record<string, string>
  /** Whether it is a real disk, which is full for the processes of a run too. */
  isReal: boolean
  fill(): Promise<void>
  empty(): Promise<void>
}

/** A small disk of its own for a user who may mount one; otherwise the server is told that its disk is full. */
export async function fillableDisk(): Promise<FillableDisk> {
  const temporary = await temporaryDirectory()
  const home = join(temporary.path, 'disk')
  const ballast = join(temporary.path, 'disk/ballast')
  await mkdir(home, { mode: 0o700 })
  const size = `size=${String(DISK_BYTES)},mode=0700`
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', home]).status === 0
  return {
    isReal: isMounted,
    env: {
      SPECFLOW_HOME: home,
      ...(!isMounted && { NODE_OPTIONS: `--import=${FULL_DISK}`, FULL_DISK_WHILE: ballast }),
    },
    fill: () => (isMounted ? writeUntilFull(ballast) : writeFile(ballast, '')),
    empty: () => rm(ballast),
    [Symbol.asyncDispose]: async () => {
      if (isMounted) spawnSync('umount', [home])
      await temporary[Symbol.asyncDispose]()
    },
  }
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  const block = Buffer.alloc(4096)
  try {
    for (let written = 0; written <= DISK_BYTES;) {
      const { bytesWritten } = await file.write(block)
      written += bytesWritten
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return
    throw error
  } finally {
    await file.close()
  }
  throw new Error(`The disk under ${path} is not as small as it was asked to be.`)
}
