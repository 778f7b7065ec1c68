/** A name under which readers reach this server, beside the loopback address. */
export interface AllowedHost {
  /** As a Host header has it: in lower case, with the port unless it is the scheme's own. */
  host: string
  /** Absent: either. */
  scheme?: 'http' | 'https'
}

/**
 * Reads a comma list of `host[:port]`, each with `http://` or `https://` before it if only one of them is meant.
 * `undefined` when one of them is no host: a wildcard, a path, a user, a port that is none.
 */
export function readAllowedHosts(text: string): AllowedHost[] | undefined {
  const parts = text.split(',').map((part) => part.trim().toLowerCase())
  const hosts = parts.map(readAllowedHost)
  return hosts.every((host) => host !== undefined) ? hosts : undefined
}

const HOST = /^(?:(https?):\/\/)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/

function readAllowedHost(text: string): AllowedHost | undefined {
  const scheme = HOST.exec(text)?.[1]
  const known = scheme === 'http' || scheme === 'https' ? scheme : undefined
  if (!HOST.test(text)) return undefined
  const address = known === undefined ? `http://${text}` : text
  const written = text.replace(/^https?:\/\//, '')
  // The port of `http` is left out by a URL only where it is 80, which is what a browser leaves out of the Host too.
  const host = URL.canParse(address) ? new URL(address).host : undefined
  const isSame = host === written || host === written.replace(/:(?:80|443)$/, '')
  return host !== undefined && isSame ? { host, ...(known && { scheme: known }) } : undefined
}
