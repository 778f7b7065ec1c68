import { redactSecrets } from '../redact.ts'
import type { Brought } from '../schema/index.ts'
import { addressOf } from './environment-value.ts'

/** What each server runs or asks, from the map of them by name. Of its environment and its headers only the names. Pure. */
export function readMcpServers(file: string, servers: unknown): Brought[] {
  if (!isObject(servers)) {
    return [{ kind: 'unreadable', name: 'mcpServers', detail: 'It is no map of servers.', file }]
  }
  return Object.entries(servers)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, server]) => ({ kind: 'mcp_server', name, detail: describeServer(server), file }))
}

function describeServer(server: unknown): string {
  if (!isObject(server)) return 'It is no description of a server.'
  const { args, command, env, headers, url } = server
  const given: unknown[] = Array.isArray(args) ? args : []
  const words = [command, ...given].filter((word) => typeof word === 'string')
  const does = typeof url === 'string' ? (addressOf(url) ?? 'an address that is hidden') : words.join(' ')
  const names = [...namesOf(env), ...namesOf(headers)]
  return [redactSecrets(does), names.length > 0 ? `with ${names.join(', ')}` : ''].join(' ').trim()
}

function namesOf(map: unknown): string[] {
  return isObject(map) ? Object.keys(map).toSorted() : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
