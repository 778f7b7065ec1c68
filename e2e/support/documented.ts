import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { HttpRequest, HttpResponse } from './http.ts'
import { REPOSITORY } from './paths.ts'

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>
}

interface OpenApiDocument {
  paths: Record<string, Record<string, Operation> | undefined>
}

const document = JSON.parse(readFileSync(join(REPOSITORY, 'docs/openapi.json'), 'utf8')) as OpenApiDocument
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema(document, 'openapi')

/** Of the REST adapter only: tRPC has a shape of its own. */
const REST = /^\/api\/(?!trpc\/|openapi\.json|docs)/

/**
 * Every answer of the API is as docs/openapi.json has it: what is documented for its status, and the one error body for
 * everything else.
 * @throws Error with the first answer that is not.
 */
export function expectDocumented(request: HttpRequest, response: HttpResponse): void {
  const path = request.path.split('?')[0] ?? ''
  const isJson = response.headers['content-type']?.startsWith('application/json') === true
  if (!REST.test(path) || !isJson || response.text === '') return
  const method = (request.method ?? 'GET').toLowerCase()
  const operation = document.paths[path]?.[method]
  const pointer = operation?.responses[String(response.status)]
    ? `openapi#/paths/${escape(path)}/${method}/responses/${String(response.status)}/content/application~1json/schema`
    : 'openapi#/components/schemas/Error'
  const validate = ajv.getSchema(pointer) as ValidateFunction | undefined
  if (validate?.(response.json) === true) return
  const why = JSON.stringify(validate?.errors ?? `nothing is documented at ${pointer}`)
  throw new Error(`${method} ${request.path} answered ${String(response.status)} ${response.text}: ${why}`)
}

/** RFC 6901. */
function escape(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1')
}
