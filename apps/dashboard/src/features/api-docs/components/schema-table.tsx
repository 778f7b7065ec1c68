import { describeLimits, describeType, propertiesOf, type JsonSchema } from '../describe-schema.ts'

const DEEPEST = 4

/** The fields of an object, those of the objects in it beneath their own. */
export function SchemaTable({ schema, depth = 0 }: { schema: JsonSchema; depth?: number }) {
  const rows = propertiesOf(schema)
  if (rows.length === 0) return <p className="font-mono text-xs text-ink-soft">{describeType(schema)}</p>
  return (
    <ul className={depth === 0 ? 'space-y-1.5' : 'mt-1.5 space-y-1.5 border-l border-line pl-3'}>
      {rows.map(([name, property, isRequired]) => (
        <li key={name} className="text-[13px]">
          <Field name={name} schema={property} isRequired={isRequired} />
          {depth < DEEPEST && propertiesOf(property).length > 0 && (
            <SchemaTable schema={property} depth={depth + 1} />
          )}
        </li>
      ))}
    </ul>
  )
}

interface FieldProps {
  name: string
  schema: JsonSchema
  isRequired: boolean
  /** Where it stands, if not in a body. */
  place?: string
}

export function Field({ name, schema, isRequired, place }: FieldProps) {
  const limits = describeLimits(schema)
  return (
    <p className="wrap-anywhere">
      <code className="font-mono font-medium">{name}</code>
      {!isRequired && <span className="text-ink-faint"> optional</span>}
      {place !== undefined && <span className="text-ink-faint"> in the {place}</span>}
      <span className="text-ink-soft"> {describeType(schema)}</span>
      {limits !== undefined && <span className="text-ink-faint">, {limits}</span>}
      {schema.description !== undefined && <span className="text-ink-soft">: {schema.description}</span>}
    </p>
  )
}
