import { BlockList, isIP } from 'node:net'

/** Answers why a text cannot be the address of a webhook, in words that repeat none of it; `undefined` when it can. */
export function findAddressProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is no address; allowed is one such as https://hooks.example/specflow'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `begins with ${url.protocol}; allowed are https: and http:`
  }
  if (url.username !== '' || url.password !== '') {
    return 'has a user name or a password in it, which no request can carry; put a token into its path or query'
  }
  if (url.protocol === 'http:' && !isNear(url.hostname)) {
    return 'is sent over http:, where everybody on the way reads the questions; use https:, or an address in your own network'
  }
  return undefined
}

/** What is said of an address to people and in logs: the path and the query of many are all that protects them. */
export function describeAddress({ protocol, host }: URL): string {
  return `${protocol}//${host}`
}

const LOCAL_NAME = /^[^.]+$|\.(?:localhost|local|lan|internal|home\.arpa)$/

/** Whether it leads to this machine or into a private network, as far as the name tells. */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  const version = isIP(host)
  if (version === 0) return LOCAL_NAME.test(host)
  return PRIVATE.check(host, version === 6 ? 'ipv6' : 'ipv4')
}

const PRIVATE = new BlockList()
PRIVATE.addSubnet('127.0.0.0', 8)
PRIVATE.addSubnet('10.0.0.0', 8)
PRIVATE.addSubnet('172.16.0.0', 12)
PRIVATE.addSubnet('192.168.0.0', 16)
PRIVATE.addSubnet('169.254.0.0', 16)
// Of overlay networks between one's own machines, which encrypt by themselves.
PRIVATE.addSubnet('100.64.0.0', 10)
PRIVATE.addAddress('::1', 'ipv6')
PRIVATE.addSubnet('fc00::', 7, 'ipv6')
PRIVATE.addSubnet('fe80::', 10, 'ipv6')
