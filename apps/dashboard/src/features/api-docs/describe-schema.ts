/** The part of JSON Schema that the documents of this server use. */
export interface JsonSchema {
  $ref?: string
  type?: string | readonly string[]
  format?: string
  description?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  items?: JsonSchema
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  additionalProperties?: JsonSchema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** A type in a few words: `string (date-time)`, `list of Execution`, `"queued" | "running"`. */
export function describeType(schema: JsonSchema): string {
  const { $ref, additionalProperties, const: only, enum: values, format, items, properties, type } = schema
  const choices = schema.anyOf ?? schema.oneOf
  if ($ref !== undefined) return nameOf($ref)
  if (only !== undefined) return JSON.stringify(only)
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (choices) return [...new Set(choices.map(describeType))].join(' | ')
  if (items) return `list of ${describeType(items)}`
  if (properties) return 'object'
  if (typeof additionalProperties === 'object') return `object of ${describeType(additionalProperties)}`
  const name = typeof type === 'string' ? type : (type?.join(' | ') ?? 'anything')
  return format === undefined ? name : `${name} (${format})`
}

/** What else bounds a value: `1 to 200`, `at most 128 characters`. */
export function describeLimits({ maxLength, maximum, minLength, minimum }: JsonSchema): string | undefined {
  if (isTold(minimum) && isTold(maximum)) return `${String(minimum)} to ${String(maximum)}`
  if (isTold(minimum)) return `at least ${String(minimum)}`
  if (maxLength !== undefined) {
    const least = minLength === undefined || minLength === 0 ? 'at most' : `${String(minLength)} to`
    return `${least} ${String(maxLength)} characters`
  }
  return undefined
}

/** What a schema is made of: its properties, or those of the objects in its list. */
export function propertiesOf(schema: JsonSchema): [string, JsonSchema, boolean][] {
  const { properties = {}, required = [] } = schema.items ?? schema
  return Object.entries(properties).map(([name, property]) => [name, property, required.includes(name)])
}

function nameOf(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

/** Zod bounds every integer by what a double can hold, which says nothing. */
function isTold(bound: number | undefined): bound is number {
  return bound !== undefined && Math.abs(bound) !== Number.MAX_SAFE_INTEGER
}
