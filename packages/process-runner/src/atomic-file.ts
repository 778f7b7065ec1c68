import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'

/** Replaces a file in one step and durably, 0600. On an error the old one is still there. */
export async function writeFileDurably(path: string, content: string): Promise<void> {
  const temporary = await writeTemporaryFile(path, content)
  try {
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Replaces a file in one step, 0600, for what a power cut may take. Without leaving this turn of the event loop, because a
 * start waits for it and each trip to another thread costs more than the write.
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

/** Makes names that were made, linked or renamed in a directory survive a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

function nameTemporary(path: string): string {
  return `${path}.${randomUUID()}.tmp`
}
