import { readToken, replaceToken } from '@specflow/workflow'
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
  let last: Promise<unknown> = Promise.resolve()

  const replace = async (): Promise<string> => {
    try {
      return await replaceToken(directory)
    } finally {
      // What stands in the file is in force, also where it is not sure that it outlives a power cut.
      const token = readToken(directory, { evenIfExposed: true })
      if (token !== undefined) authority.replaceToken(token)
    }
  }

  return {
    ...authority,

    createLink() {
      const { code, expiresAt } = authority.issueCode()
      const [url = '', ...others] = signInUrls(host, port, { allowed: allowedHosts, code })
      return { url, urls: [url, ...others], expiresAt }
    },

    rotate() {
      const rotating = last.then(replace, replace)
      last = rotating
      return rotating
    },
  }
}
