import type { Authority } from './authority.ts'

const LIFETIME_S = 30 * 24 * 60 * 60

/** The `Set-Cookie` header that signs a browser in. `Secure` only where the page came by https: a loopback address has none. */
export function sessionCookie({ cookieName, cookieValue }: Authority, isHttps: boolean): string {
  return [
    `${cookieName}=${cookieValue()}`,
    'HttpOnly',
    'SameSite=Strict',
    'Path=/',
    `Max-Age=${String(LIFETIME_S)}`,
    ...(isHttps ? ['Secure'] : []),
  ].join('; ')
}
