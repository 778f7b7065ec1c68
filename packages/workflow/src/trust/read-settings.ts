import type { Brought } from '../schema/index.ts'
import { shownEnvironmentValue } from './environment-value.ts'
import { readMcpServers } from './read-mcp-servers.ts'
import { shownText, shownValue } from './shown-text.ts'

/** Settings whose value is a command line, by itself or under `command`. */
const COMMANDS = new Set([
  'apiKeyHelper',
  'awsAuthRefresh',
  'awsCredentialExport',
  'fileSuggestion',
  'gcpAuthRefresh',
  'otelHeadersHelper',
  'statusLine',
  'subagentStatusLine',
])

const PLUGINS = new Set(['enabledPlugins', 'extraKnownMarketplaces', 'pluginConfigs'])

/** With nothing but these, a command is told by its line alone. */
const OF_A_COMMAND = new Set(['command', 'padding', 'timeout', 'type'])

/** Only for editors that check the file. */
const WITHOUT_EFFECT = new Set(['$schema'])

/** What a settings file of the agent brings: every key of it, also one that is not known here. Pure. */
export function readSettings(file: string, settings: unknown): Brought[] {
  if (!isObject(settings)) {
    return [{ kind: 'unreadable', name: file, detail: 'It holds no JSON object.', file }]
  }
  return entriesOf(settings).flatMap(([key, value]): Brought[] => {
    if (WITHOUT_EFFECT.has(key)) return []
    if (key === 'hooks') return readHooks(file, value)
    if (key === 'mcpServers') return readMcpServers(file, value)
    if (key === 'env' && isObject(value)) {
      return entriesOf(value).map(([name, given]) => ({
        kind: 'environment',
        name: shownText(name),
        detail: shownEnvironmentValue(name, given),
        file,
      }))
    }
    const command = COMMANDS.has(key) ? commandOf(value) : undefined
    if (command !== undefined) return [{ kind: 'command', name: key, detail: shownText(command), file }]
    const kind = key === 'permissions' ? 'permissions' : PLUGINS.has(key) ? 'plugin' : 'setting'
    return readParts({ kind, key, value, file })
  })
}

/** `{Event: [{matcher?, hooks: [{type, command}]}]}`; what has another shape is shown as it is. */
function readHooks(file: string, value: unknown): Brought[] {
  if (!isObject(value)) return [{ kind: 'hook', name: 'hooks', detail: shownValue(value), file }]
  return entriesOf(value).flatMap(([event, groups]) => {
    if (!Array.isArray(groups)) return [hookOf({ event, file }, groups)]
    return groups.flatMap((group: unknown) => readHookGroup({ event, file }, group))
  })
}

function readHookGroup(where: HookPlace, group: unknown): Brought[] {
  if (!isObject(group)) return [hookOf(where, group)]
  const { hooks, matcher, ...others } = group
  // What says more, or something else, is shown as it is.
  if (!Array.isArray(hooks) || Object.keys(others).length > 0) return [hookOf(where, group)]
  if (matcher !== undefined && typeof matcher !== 'string') return [hookOf(where, group)]
  return hooks.map((hook: unknown) => hookOf({ ...where, ...(matcher !== undefined && { matcher }) }, hook))
}

interface HookPlace {
  event: string
  matcher?: string
  file: string
}

function hookOf({ event, file, matcher = '' }: HookPlace, hook: unknown): Brought {
  const name = shownText(matcher === '' ? event : `${event} (${matcher})`)
  return { kind: 'hook', name, detail: shownValue(commandOf(hook) ?? hook), file }
}

interface Part {
  kind: Brought['kind']
  key: string
  value: unknown
  file: string
}

/** One line for each part of a map, so that a long setting can be read. */
function readParts({ kind, key, value, file }: Part): Brought[] {
  if (kind === 'setting' || !isObject(value))
    return [{ kind, name: shownText(key), detail: shownValue(value), file }]
  return entriesOf(value).map(([name, part]) => ({
    kind,
    name: shownText(`${key}.${name}`),
    detail: shownValue(part),
    file,
  }))
}

/** `undefined` where the line alone would not tell it all. */
function commandOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!isObject(value) || typeof value.command !== 'string') return undefined
  const { type = 'command' } = value
  return type === 'command' && Object.keys(value).every((key) => OF_A_COMMAND.has(key))
    ? value.command
    : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** In the order of their names: the same content always reads the same. */
function entriesOf(object: Record<string, unknown>): [string, unknown][] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
