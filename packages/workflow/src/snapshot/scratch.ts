import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const PREFIX = 'scratch-'

/** A folder for what one question needs, gone with its answer. */
export async function withScratch<T>(directory: string, use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(directory, PREFIX))
  try {
    return await use(scratch)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Those of a server that died over its question. */
export function removeOldScratches(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.startsWith(PREFIX)) rmSync(join(directory, name), { recursive: true, force: true })
  }
}
