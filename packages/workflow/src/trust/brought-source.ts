import { createHash } from 'node:crypto'
import type { Brought } from '../schema/index.ts'

/** A file that brings something: what is shown of it, and all that this was made from. */
export interface BroughtSource {
  file: string
  brings: Brought[]
  /** Everything that was read, secrets included, in a form that is the same for the same content. Never shown. */
  content: string
}

/**
 * What is acknowledged, SHA-256 in hex; `undefined` where nothing is brought. What is shown is made from the hashed content
 * alone, so it cannot be another while the hash is the same.
 */
export function hashSources(sources: readonly BroughtSource[]): string | undefined {
  const bringing = sources.filter(({ brings }) => brings.length > 0)
  if (bringing.length === 0) return undefined
  const known = bringing.map(({ content, file }) => [file, content])
  return createHash('sha256').update(JSON.stringify(known)).digest('hex')
}
