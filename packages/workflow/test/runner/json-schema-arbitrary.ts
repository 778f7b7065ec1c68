import fc from 'fast-check'

/** The few words that the schema sent to the agent is written in. */
interface JsonSchema {
  type?: string
  enum?: readonly string[]
  anyOf?: readonly JsonSchema[]
  items?: JsonSchema
  required?: readonly string[]
  properties?: Readonly<Record<string, JsonSchema>>
}

/** Everything that a schema allows, also properties that it does not name. */
export function allowedBy(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(allowedBy))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'string':
      return fc.string({ unit: 'binary' })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(allowedBy(schema.items ?? {}), { maxLength: 4 })
    case 'object':
      return allowedObject(schema)
    default:
      return fc.jsonValue()
  }
}

/** The same with values of other types in the place of strings and booleans, which the agent turns into what is asked for. */
export function nearlyAllowedBy(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return allowedBy(schema)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(nearlyAllowedBy))
  switch (schema.type) {
    case 'array':
      return fc.array(nearlyAllowedBy(schema.items ?? {}), { maxLength: 4 })
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const near = properties.map(([name, property]) => [name, nearlyAllowedBy(property)] as const)
      return fc.record(Object.fromEntries(near), { requiredKeys: [...(schema.required ?? [])] })
    }
    default:
      return fc.oneof(allowedBy(schema), fc.integer(), fc.boolean(), fc.constant(null), fc.constant('true'))
  }
}

function allowedObject({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const known = Object.entries(properties).map(([name, property]) => [name, allowedBy(property)] as const)
  const isUnknown = (name: string) => !Object.hasOwn(properties, name)
  const more = fc.dictionary(fc.string().filter(isUnknown), fc.jsonValue(), { maxKeys: 2 })
  return fc
    .tuple(more, fc.record(Object.fromEntries(known), { requiredKeys: [...required] }))
    .map(([others, named]) => ({ ...others, ...named }))
}
