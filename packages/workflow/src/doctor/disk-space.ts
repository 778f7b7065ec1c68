import { statfs } from 'node:fs/promises'
import type { DiskSpace } from './port.ts'

/** What the operating system says of the disk that a folder is on. */
export async function readDiskSpace(path: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(path)
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize }
}
