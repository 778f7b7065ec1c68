import { createHash, randomBytes } from 'node:crypto'

const LIFETIME_MS = 10 * 60_000
const CODE_BYTES = 32
/** Who asks for more has lost the first of them. */
const MAX_OPEN = 100

export interface IssuedCode {
  code: string
  /** ISO 8601 UTC. */
  expiresAt: string
}

/**
 * Codes that sign a browser in, each once and for ten minutes: a link stays on disk in the history of the browser, so
 * what it holds must be worth nothing afterwards. Only their digests are kept, and only as long as the server runs.
 */
export interface LinkCodes {
  issue(): IssuedCode
  /** Whether the code was good; it is not any more. */
  redeem(code: string): boolean
  forgetAll(): void
}

export function createLinkCodes(now: () => Date): LinkCodes {
  /** Digest to the time at which it is worth nothing, oldest first. */
  const open = new Map<string, number>()

  return {
    issue() {
      const code = randomBytes(CODE_BYTES).toString('base64url')
      const expiresAt = now().getTime() + LIFETIME_MS
      open.set(digest(code), expiresAt)
      const [oldest] = open.keys()
      if (open.size > MAX_OPEN && oldest !== undefined) open.delete(oldest)
      return { code, expiresAt: new Date(expiresAt).toISOString() }
    },

    redeem(code) {
      const key = digest(code)
      const expiresAt = open.get(key)
      open.delete(key)
      return expiresAt !== undefined && now().getTime() < expiresAt
    },

    forgetAll() {
      open.clear()
    },
  }
}

/** What is looked up says nothing about what it was made of, so how long the look-up takes gives nothing away. */
function digest(code: string): string {
  return createHash('sha256').update(code).digest('base64url')
}
