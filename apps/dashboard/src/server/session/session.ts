import { replaceToken } from '@specflow/workflow'
import { signInUrls } from './addresses.ts'
import type { AllowedHost } from './allowed-hosts.ts'
import { createAuthority, type Authority } from './authority.ts'

/** A link that signs one browser in, by every address under which this server may be reached; the local one first. */
export interface SignInLink {
  url: string
  urls: string[]
  /** ISO 8601 UTC. */
  expiresAt: string
}

/** Who may be here, and how they get in. */
export interface Sessions extends Authority {
  createLink(): SignInLink
  /** Puts a new token in place of the old one, on disk and here; answers it. Throws as `replaceToken` does. */
  rotate(): Promise<string>
}

export interface SessionsOptions {
  /** The state directory. */
  directory: string
  token: string
  host: string
  port: number
  allowedHosts: readonly AllowedHost[]
  now: () => Date
}

export function createSessions(options: SessionsOptions): Sessions {
  const { allowedHosts, directory, host, port } = options
  const authority = createAuthority(options)
  return {
    ...authority,

    createLink() {
      const { code, expiresAt } = authority.issueCode()
      const [url = '', ...others] = signInUrls(host, port, { allowed: allowedHosts, code })
      return { url, urls: [url, ...others], expiresAt }
    },

    async rotate() {
      const token = await replaceToken(directory)
      authority.replaceToken(token)
      return token
    },
  }
}
