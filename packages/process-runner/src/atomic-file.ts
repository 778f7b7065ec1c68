import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'

/**
 * Replaces a file in one step, 0600. It may still be lost to a power cut. Without leaving this turn of the event loop,
 * because a start waits for it and a trip to another thread costs more than the write.
 */
export function replaceFile(path: string, content: string): void {
  const temporary = nameTemporary(path)
  const file = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(file, content)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
}

/** Writes a complete file beside the path that it is meant for and answers its name. Leaves nothing on an error. */
export async function writeTemporaryFile(path: string, content: string): Promise<string> {
  const temporary = nameTemporary(path)
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return temporary
}

/** Makes a file's content survive a power cut; for a directory, the names in it. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

function nameTemporary(path: string): string {
  return `${path}.${randomUUID()}.tmp`
}
