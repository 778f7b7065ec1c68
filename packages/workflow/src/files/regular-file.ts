import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { errnoCode } from './storage-error.ts'

/** What stands at the path is no plain file of this user's, and was not touched. */
class UnsafeFile extends Error {
  override readonly name = 'UnsafeFile'
}

/**
 * The text of a plain file that belongs to this user; `undefined` when there is none. No link is followed and no
 * pipe waited for. Synchronous, because state files are small, local, and five times cheaper to read so.
 *
 * Throws `UnsafeFile`, or what the operating system says.
 */
export function readRegularFile(path: string): string | undefined {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  let descriptor: number
  try {
    descriptor = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    const code = errnoCode(error)
    if (code === 'ENOENT') return undefined
    if (code === 'ELOOP') throw new UnsafeFile(`${path} is a symbolic link`, { cause: error })
    if (code === 'ENXIO') throw new UnsafeFile(`${path} is not a regular file`, { cause: error })
    throw error
  }
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw new UnsafeFile(`${path} is not a regular file`)
    const user = process.geteuid?.()
    if (user !== undefined && stats.uid !== user) {
      throw new UnsafeFile(`${path} belongs to user ${String(stats.uid)} and not to user ${String(user)}`)
    }
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}
