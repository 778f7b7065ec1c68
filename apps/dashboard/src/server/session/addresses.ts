import { isIPv6 } from 'node:net'
import type { AllowedHost } from './allowed-hosts.ts'

const WILDCARDS = ['0.0.0.0', '::']
const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]']

/** Where the server listens, as its own machine reaches it: a wildcard is reached by the loopback address. */
export function originOf(host: string, port: number): string {
  return `http://${nameOf(host)}:${String(port)}`
}

export interface Addresses {
  /** Values of the Host header, in lower case. */
  hosts: readonly string[]
  /** Values of the Origin header. */
  origins: readonly string[]
}

/** What the guard lets in: the loopback names, the address itself, and what the operator named. */
export function addressesOf(host: string, port: number, allowed: readonly AllowedHost[]): Addresses {
  const own = [...new Set([...LOOPBACK_NAMES, nameOf(host)])]
  const withPort = own.map((name) => `${name}:${String(port)}`)
  const local = port === 80 ? [...withPort, ...own] : withPort
  return {
    hosts: [...local, ...allowed.map((one) => one.host)],
    origins: [...local.map((one) => `http://${one}`), ...allowed.flatMap(originsOf)],
  }
}

/** Pages that may sign in, the server's own address first. */
export function signInUrls(
  host: string,
  port: number,
  { allowed, code }: { allowed: readonly AllowedHost[]; code: string },
): string[] {
  const origins = [
    originOf(host, port),
    ...allowed.map(({ host: name, scheme }) => `${scheme ?? 'http'}://${name}`),
  ]
  return origins.map((origin) => `${origin}/#code=${code}`)
}

/** Without a scheme both are taken: a proxy with a certificate may stand in front, or none. */
function originsOf({ host, scheme }: AllowedHost): string[] {
  return (scheme === undefined ? ['http', 'https'] : [scheme]).map((one) => `${one}://${host}`)
}

/** Of an IP address: whether only this machine reaches it. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function nameOf(host: string): string {
  if (WILDCARDS.includes(host)) return '127.0.0.1'
  return isIPv6(host) ? `[${host}]` : host
}
