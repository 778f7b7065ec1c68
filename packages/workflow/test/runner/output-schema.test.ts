import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AGENT_OUTPUT_JSON_SCHEMA, AGENT_OUTPUT_JSON_SCHEMA_TEXT } from '../../src/runner/output-schema.ts'
import { agentOutputSchema } from '../../src/schema/index.ts'
import { allowedBy, nearlyAllowedBy } from './json-schema-arbitrary.ts'

// As the agent checks an answer: types are coerced, unknown keywords are an error.
const isAllowed = new Ajv({ coerceTypes: true, strict: true }).compile(AGENT_OUTPUT_JSON_SCHEMA)
const sent = JSON.parse(AGENT_OUTPUT_JSON_SCHEMA_TEXT) as typeof AGENT_OUTPUT_JSON_SCHEMA

/** Every object in the schema that is a schema itself. */
function subschemas(schema: object): Record<string, unknown>[] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    properties?: Record<string, object>
    items?: object
    anyOf?: object[]
  }
  const children = [...Object.values(properties), ...anyOf, ...(items ? [items] : [])]
  return [schema as Record<string, unknown>, ...children.flatMap(subschemas)]
}

describe('the schema sent to the agent', () => {
  test('P5 fits into one argument with room to spare', () => {
    expect(Buffer.byteLength(AGENT_OUTPUT_JSON_SCHEMA_TEXT)).toBeLessThan(64 * 1_024)
  })

  test('uses only words that the agent knows, and forbids nothing', () => {
    const known = ['type', 'description', 'required', 'properties', 'items', 'enum', 'anyOf']
    const used = subschemas(sent).flatMap(Object.keys)
    expect(used.filter((keyword) => !known.includes(keyword))).toEqual([])
    expect(used).toContain('anyOf')
  })

  test('requires the status alone, and inside of the lists one property each', () => {
    const { questions, artifacts } = sent.properties
    expect(sent.required).toEqual(['status'])
    expect(questions.items.required).toEqual(['question'])
    expect(questions.items.properties.options.items.anyOf[0].required).toEqual(['label'])
    expect(artifacts.items.required).toEqual(['path'])
  })

  test.each(['never ask in prose', 'Do not schedule wake-ups, monitors'])('tells the agent: %s', (rule) => {
    expect(sent.description).toContain(rule)
  })

  test.each([
    [{ status: 'done' }, false],
    [{}, false],
    [{ status: 'needs_input', questions: [{ header: 'Database' }] }, false],
    [{ status: 'completed' }, true],
    [{ status: 'completed', somethingElse: [1] }, true],
    [{ status: 'needs_input', questions: [{ question: 'Which?', options: ['a', { label: 'b' }] }] }, true],
  ])('%j is allowed: %j', (answer, expected) => {
    expect(isAllowed(answer)).toBe(expected)
  })

  test('whatever it allows can be read', () => {
    fc.assert(
      fc.property(allowedBy(AGENT_OUTPUT_JSON_SCHEMA), (answer) => {
        expect(isAllowed(answer)).toBe(true)
        expect(agentOutputSchema.safeParse(answer).error).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })

  test('whatever the agent coerces into it can be read', () => {
    let coerced = 0
    fc.assert(
      fc.property(nearlyAllowedBy(AGENT_OUTPUT_JSON_SCHEMA), (answer) => {
        const before = JSON.stringify(answer)
        if (!isAllowed(answer)) return
        if (JSON.stringify(answer) !== before) coerced += 1
        expect(agentOutputSchema.safeParse(answer).error).toBeUndefined()
      }),
      { numRuns: 1_000 },
    )
    expect(coerced).toBeGreaterThan(0)
  })
})
