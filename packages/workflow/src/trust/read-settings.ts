import { redactSecrets } from '../redact.ts'
import type { Brought } from '../schema/index.ts'
import { shownEnvironmentValue } from './environment-value.ts'
import { readMcpServers } from './read-mcp-servers.ts'

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
        name,
        detail: shownEnvironmentValue(name, given),
        file,
      }))
    }
    const command = COMMANDS.has(key) ? commandOf(value) : undefined
    if (command !== undefined) return [{ kind: 'command', name: key, detail: redactSecrets(command), file }]
    const kind = key === 'permissions' ? 'permissions' : PLUGINS.has(key) ? 'plugin' : 'setting'
    return readParts({ kind, key, value, file })
  })
}

/** `{Event: [{matcher?, hooks: [{type, command}]}]}`; what has another shape is shown as it is. */
function readHooks(file: string, value: unknown): Brought[] {
  if (!isObject(value)) return [{ kind: 'hook', name: 'hooks', detail: written(value), file }]
  return entriesOf(value).flatMap(([event, groups]) => {
    if (!Array.isArray(groups)) return [{ kind: 'hook' as const, name: event, detail: written(groups), file }]
    return groups.flatMap((group: unknown) => readHookGroup({ event, file }, group))
  })
}

function readHookGroup({ event, file }: { event: string; file: string }, group: unknown): Brought[] {
  if (!isObject(group) || !Array.isArray(group.hooks)) {
    return [{ kind: 'hook', name: event, detail: written(group), file }]
  }
  const { matcher } = group
  const name = typeof matcher === 'string' && matcher !== '' ? `${event} (${matcher})` : event
  return group.hooks.map((hook: unknown) => ({
    kind: 'hook',
    name,
    detail: redactSecrets(commandOf(hook) ?? written(hook)),
    file,
  }))
}

interface Part {
  kind: Brought['kind']
  key: string
  value: unknown
  file: string
}

/** One line for each part of a map, so that a long setting can be read. */
function readParts({ kind, key, value, file }: Part): Brought[] {
  if (kind === 'setting' || !isObject(value)) return [{ kind, name: key, detail: written(value), file }]
  return entriesOf(value).map(([name, part]) => ({
    kind,
    name: `${key}.${name}`,
    detail: written(part),
    file,
  }))
}

function commandOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return isObject(value) && typeof value.command === 'string' ? value.command : undefined
}

function written(value: unknown): string {
  return redactSecrets(typeof value === 'string' ? value : JSON.stringify(value))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** In the order of their names: the same content always reads the same. */
function entriesOf(object: Record<string, unknown>): [string, unknown][] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
