import { nastyValue } from './nasty.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** What of JSON Schema the descriptions use. */
export interface JsonSchema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema
  minimum?: number
  maximum?: number
  format?: string
}

export interface Choices {
  random: Random
  world: World
  /** How often something else stands where a value should: once in so many. */
  nastyOnceIn: number
}

/** A value that mostly fits the schema; `name` is what it is called, which often says more than its type. */
export function makeValue(choices: Choices, name: string, schema: JsonSchema): unknown {
  const { nastyOnceIn, random, world } = choices
  if (random.oneIn(nastyOnceIn)) return nastyValue(random)
  const known = world.known(name, random)
  if (known !== undefined) return known
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const alternatives = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (alternatives) return makeValue(choices, name, random.pick(alternatives))
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type
  switch (type) {
    case 'string':
      return schema.format === 'date-time' ? new Date(random.below(2 ** 41)).toISOString() : makeText(random)
    case 'integer':
    case 'number':
      return makeNumber(schema, random)
    case 'boolean':
      return random.oneIn(2)
    case 'null':
      return null
    case 'array':
      return Array.from({ length: random.below(4) }, () => makeValue(choices, name, schema.items ?? {}))
    case 'object':
      return makeObject(choices, schema)
    default:
      return nastyValue(random)
  }
}

function makeObject(
  choices: Choices,
  { additionalProperties, properties = {}, required = [] }: JsonSchema,
): object {
  const { nastyOnceIn, random, world } = choices
  const isThere = (name: string) => (required.includes(name) ? !random.oneIn(nastyOnceIn) : random.oneIn(3))
  const entries = Object.entries(properties)
    .filter(([name]) => isThere(name))
    .map(([name, schema]) => [name, makeValue(choices, name, schema)] as const)
  const free = typeof additionalProperties === 'object' ? additionalProperties : undefined
  const others = free
    ? [0, 1].slice(random.below(3)).map(() => [world.key(random), makeValue(choices, '', free)] as const)
    : []
  const stray = random.oneIn(nastyOnceIn) ? [[world.key(random), nastyValue(random)] as const] : []
  return Object.fromEntries([...entries, ...others, ...stray])
}

function makeNumber({ maximum = 1_000, minimum = 0 }: JsonSchema, random: Random): number {
  return random.oneIn(4) ? random.pick([minimum, maximum]) : minimum + random.below(maximum - minimum + 1)
}

function makeText(random: Random): string {
  return random.pick([
    'a',
    'review',
    'checkout',
    'Straße 🚲',
    'two words',
    '2026-01-01T00:00:00.000Z',
    'x'.repeat(200),
  ])
}
