import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createLinkCodes, type IssuedCode } from './link-codes.ts'

/** How a request has shown that it may be here. */
export type Credential = 'bearer' | 'cookie'

/** The headers that may carry one. */
export interface CredentialHeaders {
  authorization: string | undefined
  cookie: string | undefined
}

/** Knows the token, and who has it: scripts send it, browsers have a cookie that is made of it. */
export interface Authority {
  /** `undefined` when the request shows nothing, or something that is wrong. */
  recognize(headers: CredentialHeaders): Credential | undefined
  /** A code for a link that signs one browser in. */
  issueCode(): IssuedCode
  redeemCode(code: string): boolean
  /** What a browser that is signed in sends. */
  readonly cookieName: string
  cookieValue(): string
  /** From now on only the new token counts: every browser and every link of the old one is out. */
  replaceToken(token: string): void
}

export interface AuthorityOptions {
  token: string
  /** Cookies ignore the port, so that the name must tell two servers of one machine apart. */
  port: number
  now: () => Date
}

export function createAuthority({ now, port, token: initial }: AuthorityOptions): Authority {
  const cookieName = `specflow_${String(port)}`
  const codes = createLinkCodes(now)
  let token = initial
  let cookieValue = deriveCookie(token)

  return {
    cookieName,
    cookieValue: () => cookieValue,
    issueCode: () => codes.issue(),
    redeemCode: (code) => codes.redeem(code),

    recognize({ authorization, cookie }) {
      // What a request says of itself must be right, also beside a cookie that is.
      if (authorization !== undefined) {
        const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
        return given !== undefined && isEqual(given, token) ? 'bearer' : undefined
      }
      return readCookies(cookie, cookieName).some((value) => isEqual(value, cookieValue))
        ? 'cookie'
        : undefined
    },

    replaceToken(next) {
      token = next
      cookieValue = deriveCookie(next)
      codes.forgetAll()
    },
  }
}

/** Not the token itself: every server on any port of this host is sent the cookie. */
function deriveCookie(token: string): string {
  return createHmac('sha256', token).update('browser session').digest('base64url')
}

/** Digests are of one length, so that the comparison takes the same time for everything. */
function isEqual(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

function readCookies(header: string | undefined, name: string): string[] {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []))
}
