import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { createOpenApiDocument } from '../../../src/server/openapi/document.ts'
import { toPanels } from '../../../src/server/openapi/to-panels.ts'

const VERSION = '0.1.0'
/** The document says nothing of itself. */
const SELF = '/api/openapi.json'
const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const document = createOpenApiDocument(VERSION)

test('is the one in docs/openapi.json, which changes only on purpose: npx vitest -u', async () => {
  const text = `${JSON.stringify(document, null, 2)}\n`
  await expect(text).toMatchFileSnapshot(pathOf('../../../../../docs/openapi.json'))
})

test('has every route of the REST adapter, and no other', () => {
  const root = pathOf('../../../src/app/api')
  const routes = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) => file.endsWith('/route.ts') && !file.startsWith('[[...rest]]') && !file.startsWith('trpc/'),
    )
    .map((file) => `/api/${file.slice(0, -'/route.ts'.length)}`)
  expect(Object.keys(document.paths ?? {}).sort()).toEqual(routes.filter((route) => route !== SELF).sort())
})

test('every example fits its schema', () => {
  const ajv = new Ajv2020({ strict: false })
  addFormats(ajv)
  ajv.addSchema(JSON.parse(JSON.stringify(document)) as object, 'document')
  const examples = toPanels(document).flatMap(({ method, path, body, answers }) =>
    [body, ...answers].flatMap((content) =>
      content?.schema && content.example !== undefined
        ? [{ what: `${method} ${path}`, schema: content.schema, example: content.example }]
        : [],
    ),
  )
  expect(examples.length).toBeGreaterThan(15)
  for (const { what, schema, example } of examples) {
    const inDocument = JSON.parse(
      JSON.stringify(schema).replaceAll('"#/components', '"document#/components'),
    ) as object
    const validate = ajv.compile(inDocument)
    validate(example)
    expect(validate.errors, what).toBeNull()
  }
})
