import { link, open, rename, rm } from 'node:fs/promises'

/** An open file or folder, as much of it as writing takes. */
export interface DiskFile {
  /** At the file's position; answers how many it took. */
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** Writes the beginning of `bytes` at the file's position and answers how many it took. */
export type WriteBytes = (file: DiskFile, bytes: Uint8Array) => Promise<number>

/** Brings the names in an open folder to disk. */
export type SyncDirectory = (directory: DiskFile) => Promise<void>

/** How things reach the disk; the defaults ask the operating system. */
export interface DiskOptions {
  open?: (path: string, flags: number, mode?: number) => Promise<DiskFile>
  write?: WriteBytes
  syncDirectory?: SyncDirectory
  rename?: (from: string, to: string) => Promise<void>
  link?: (from: string, to: string) => Promise<void>
  /** Nothing happens when there is no such file. */
  remove?: (path: string) => Promise<void>
}

export type Disk = Required<DiskOptions>

/** The given operations, and the operating system's for the others. */
export function diskOf(options: DiskOptions): Disk {
  return { ...SYSTEM, ...options }
}

const SYSTEM: Disk = {
  open,
  write: async (file, bytes) => (await file.write(bytes)).bytesWritten,
  syncDirectory: (directory) => directory.sync(),
  rename,
  link,
  remove: (path) => rm(path, { force: true }),
}
