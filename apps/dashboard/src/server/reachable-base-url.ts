import { BlockList, isIP } from 'node:net'
import type { AllowedHost } from './session/allowed-hosts.ts'

/**
 * Where somebody with another device reaches this server, as `http://192.168.1.5:4747`: the first host that is not this machine's
 * own name for itself. `undefined` when there is none: then a link would lead its reader to the reader's own machine.
 */
export function reachableBaseUrl(allowedHosts: readonly AllowedHost[]): string | undefined {
  const urls = allowedHosts.map(({ host, scheme = 'http' }) => new URL(`${scheme}://${host}`))
  return urls.find(({ hostname }) => !isOwnName(hostname))?.origin
}

function isOwnName(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(address)
  if (version === 0) return /^(?:.*\.)?localhost$/.test(address)
  return OWN.check(address, version === 6 ? 'ipv6' : 'ipv4')
}

const OWN = new BlockList()
OWN.addSubnet('127.0.0.0', 8)
// "This host", and "any address": what a server listens on, never what a reader opens.
OWN.addSubnet('0.0.0.0', 8)
OWN.addAddress('::1', 'ipv6')
OWN.addAddress('::', 'ipv6')
