import type { Brought } from '../schema/index.ts'
import { addressOf } from './environment-value.ts'
import { shownText, shownValue } from './shown-text.ts'

/** The servers of `.mcp.json`, and whatever else it says. Pure. */
export function readMcpFile(file: string, value: unknown): Brought[] {
  if (!isObject(value)) return readMcpServers(file, undefined)
  const { mcpServers, ...others } = value
  return [
    ...readMcpServers(file, mcpServers),
    ...entriesOf(others).map(([name, part]) => setting(name, part)),
  ]

  function setting(name: string, part: unknown): Brought {
    return { kind: 'setting', name: shownText(name), detail: shownValue(part), file }
  }
}

/** What each server runs or asks, from the map of them by name. Of its environment and its headers only the names. Pure. */
export function readMcpServers(file: string, servers: unknown): Brought[] {
  if (!isObject(servers)) {
    return [{ kind: 'unreadable', name: 'mcpServers', detail: 'It is no map of servers.', file }]
  }
  return entriesOf(servers).map(([name, server]) => ({
    kind: 'mcp_server',
    name: shownText(name),
    detail: describeServer(server),
    file,
  }))
}

function describeServer(server: unknown): string {
  if (!isObject(server)) return 'It is no description of a server.'
  const { args, command, env, headers, type, url, ...others } = server
  const isOdd = command !== undefined && url !== undefined && type !== undefined
  const given = { ...others, ...(isOdd && { type }), ...notNamed({ env, headers }) }
  const names = [...namesOf(env), ...namesOf(headers)]
  return [
    wordsOf(command, args),
    ...(url === undefined ? [] : [describeAddress(url)]),
    ...entriesOf(given).map(([key, value]) => `${shownText(key)}=${shownValue(value)}`),
    ...(names.length > 0 ? [`with ${names.join(', ')}`] : []),
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** As they are given to the process: a word with anything odd in it in quotes, so that each is seen for itself. */
function wordsOf(command: unknown, args: unknown): string {
  const given: unknown[] = Array.isArray(args) ? args : [args]
  const words = [command, ...given].filter((word) => word !== undefined)
  return shownText(words.map((word) => (isPlainWord(word) ? word : JSON.stringify(word))).join(' '))
}

function isPlainWord(word: unknown): word is string {
  return typeof word === 'string' && /^[^\s"'\\]+$/.test(word)
}

function describeAddress(url: unknown): string {
  return (typeof url === 'string' ? addressOf(url) : undefined) ?? shownValue(url)
}

/** What should be a map of values by name and is none is shown as it is. */
function notNamed(maps: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(entriesOf(maps).filter(([, map]) => map !== undefined && !isObject(map)))
}

function namesOf(map: unknown): string[] {
  return isObject(map) ? entriesOf(map).map(([name]) => shownText(name)) : []
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesOf(object: Record<string, unknown>): [string, unknown][] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
