import { oneLine } from './bounded-text.ts'
import { isObject, stringAt } from './json-value.ts'

const MAX_SUMMARY_LENGTH = 160

/** One readable line of a tool call: `Bash: npm test`, `Edit src/a.ts`. Paths below `cwd` are shown from there. */
export function summarizeCall(name: string, input: unknown, cwd: string | undefined): string {
  const { separator, keys } = WORDS.get(name) ?? { separator: ': ', keys: [] }
  const given = keys.map((key) => stringAt(input, key)).find((text) => text !== undefined && text !== '')
  const told = given ?? firstString(input)
  if (told === undefined) return oneLine(name, MAX_SUMMARY_LENGTH)
  return oneLine(`${name}${separator}${below(cwd, told)}`, MAX_SUMMARY_LENGTH)
}

const ON_A_FILE = { separator: ' ', keys: ['file_path', 'notebook_path', 'path'] }
const WITH_A_TASK = { separator: ': ', keys: ['description', 'prompt'] }

const WORDS: ReadonlyMap<string, { separator: string; keys: readonly string[] }> = new Map([
  ['Bash', { separator: ': ', keys: ['command'] }],
  ['Read', ON_A_FILE],
  ['Edit', ON_A_FILE],
  ['MultiEdit', ON_A_FILE],
  ['Write', ON_A_FILE],
  ['NotebookEdit', ON_A_FILE],
  ['Grep', { separator: ': ', keys: ['pattern'] }],
  ['Glob', { separator: ': ', keys: ['pattern'] }],
  ['Agent', WITH_A_TASK],
  ['Task', WITH_A_TASK],
  ['WebFetch', { separator: ': ', keys: ['url'] }],
  ['WebSearch', { separator: ': ', keys: ['query'] }],
  ['Skill', { separator: ': ', keys: ['skill', 'command'] }],
  ['TaskCreate', { separator: ': ', keys: ['subject'] }],
  ['StructuredOutput', { separator: ': ', keys: ['status'] }],
])

function firstString(input: unknown): string | undefined {
  if (typeof input === 'string') return input
  if (!isObject(input)) return undefined
  return Object.values(input).find((value) => typeof value === 'string' && value !== '') as string | undefined
}

function below(cwd: string | undefined, text: string): string {
  return cwd !== undefined && cwd.length > 1 && text.startsWith(`${cwd}/`) ? text.slice(cwd.length + 1) : text
}
