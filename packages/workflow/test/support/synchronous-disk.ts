import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { Disk, DiskFile } from '../../src/files/disk.ts'
import { readRegularFile } from '../../src/files/regular-file.ts'

export interface ReadableDisk extends Disk {
  readText: (path: string) => string | undefined
}

/**
 * The real disk, asked without the threads that Node asks it with: of two writes at once the same one is first in every
 * run, so that a test that failed fails again.
 */
export function synchronousDisk({ sync = true } = {}): ReadableDisk {
  const openFile = (path: string, flags: number, mode?: number): DiskFile => {
    const descriptor = openSync(path, flags, mode)
    return {
      write: (bytes) => attempt(() => ({ bytesWritten: writeSync(descriptor, bytes) })),
      sync: () =>
        attempt(() => {
          // What only a power cut could take is not lost with a process, and a flush takes longer than all the rest.
          if (sync) fsyncSync(descriptor)
        }),
      close: () =>
        attempt(() => {
          closeSync(descriptor)
        }),
    }
  }
  return {
    open: (path, flags, mode) => attempt(() => openFile(path, flags, mode)),
    write: async (file, bytes) => (await file.write(bytes)).bytesWritten,
    syncDirectory: (directory) => directory.sync(),
    rename: (from, to) =>
      attempt(() => {
        renameSync(from, to)
      }),
    link: (from, to) =>
      attempt(() => {
        linkSync(from, to)
      }),
    remove: (path) =>
      attempt(() => {
        rmSync(path, { force: true })
      }),
    readText: readRegularFile,
  }
}

/** What is thrown becomes a rejection. */
async function attempt<T>(operation: () => T): Promise<T> {
  return Promise.resolve(operation())
}
