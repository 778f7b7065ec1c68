import { isAbsolute } from 'node:path'
import type { BroughtSource } from '../../src/trust/brought-source.ts'
import { readRepository } from '../../src/trust/read-repository.ts'

/** What a folder of a test brings, without what the machine's own folders above `top` may bring. */
export async function readFolder(root: string, top = root): Promise<BroughtSource[]> {
  const sources = await readRepository(root)
  return sources.filter(({ file }) => !isAbsolute(file) || file.startsWith(`${top}/`))
}
