export type ParsedArguments =
  { kind: 'run'; resume?: string; schema?: string } | { kind: 'refused'; message: string }

/**
 * Reads the command line as `claude` reads it, as far as SpecFlow uses it. A refusal's message is worded as the
 * real command words it where that is known.
 */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const values = new Map<string, string>()
  const rest = [...argv]
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    const option = OPTIONS.get(flag)
    if (option === undefined) return refused(unknownArgument(flag))
    if (option.takes === 'list') while (isValue(rest[0])) rest.shift()
    if (option.takes !== 'value') continue
    const value = rest.shift()
    if (value === undefined) return refused(`error: option '${option.usage}' argument missing`)
    values.set(option.usage, value)
  }
  return run(argv, values)
}

interface Option {
  takes: 'nothing' | 'value' | 'list'
  usage: string
}

const OUTPUT_FORMAT: Option = { takes: 'value', usage: '--output-format <format>' }
const SCHEMA: Option = { takes: 'value', usage: '--json-schema <schema>' }
const RESUME: Option = { takes: 'value', usage: '-r, --resume [value]' }
const PRINT_FLAGS = ['-p', '--print']

const OPTIONS: ReadonlyMap<string, Option> = new Map([
  ...PRINT_FLAGS.map((flag): [string, Option] => [flag, { takes: 'nothing', usage: flag }]),
  ['--output-format', OUTPUT_FORMAT],
  ['--dangerously-skip-permissions', { takes: 'nothing', usage: '--dangerously-skip-permissions' }],
  ['--disallowedTools', { takes: 'list', usage: '--disallowedTools <tools...>' }],
  ['--json-schema', SCHEMA],
  ['--resume', RESUME],
  ['-r', RESUME],
])

function run(argv: readonly string[], values: ReadonlyMap<string, string>): ParsedArguments {
  if (!argv.some((argument) => PRINT_FLAGS.includes(argument))) {
    return refused('error: the demo agent has no interactive mode; pass -p and the prompt on stdin')
  }
  const format = values.get(OUTPUT_FORMAT.usage)
  if (format !== 'json') {
    return refused(`error: the demo agent writes --output-format json only, not '${format ?? 'text'}'`)
  }
  const schema = values.get(SCHEMA.usage)
  const schemaProblem = schema === undefined ? undefined : problemOfSchema(schema)
  if (schemaProblem !== undefined) return refused(`Error: --json-schema is not ${schemaProblem}`)
  const resume = values.get(RESUME.usage)
  return {
    kind: 'run',
    ...(resume !== undefined && { resume }),
    ...(schema !== undefined && schema !== '' && { schema }),
  }
}

function problemOfSchema(text: string): string | undefined {
  if (text === '') return undefined
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch (error) {
    return `valid JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  if (typeof schema !== 'object' || schema === null)
    return 'a valid JSON Schema: schema must be object or boolean'
  const dialect = '$schema' in schema ? schema.$schema : undefined
  if (typeof dialect !== 'string' || dialect.includes('draft-07')) return undefined
  return `a valid JSON Schema: no schema with key or ref "${dialect}"`
}

function unknownArgument(argument: string): string {
  return argument.startsWith('-')
    ? `error: unknown option '${argument}'`
    : `error: the demo agent takes its prompt on stdin, not as the argument '${argument}'`
}

function isValue(argument: string | undefined): boolean {
  return argument !== undefined && !argument.startsWith('-')
}

function refused(message: string): ParsedArguments {
  return { kind: 'refused', message }
}
