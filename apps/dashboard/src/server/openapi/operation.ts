import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { z } from 'zod'
import { WORKFLOW_ERROR_CODES } from '@specflow/workflow/schema'

type Schema = z.ZodType

export interface OperationOptions {
  id: string
  summary: string
  /** More of it, where one line does not do. */
  description?: string
  query?: z.ZodObject
  body?: { schema: Schema; example: unknown; isOptional?: boolean }
  /** What succeeds, by status. */
  answers: Readonly<Record<number, { schema: Schema; example?: unknown; description: string }>>
  /** Headers that it understands. */
  headers?: z.ZodObject
}

/** Why something was refused. */
export const refusalSchema = z.object({
  code: z.enum(WORKFLOW_ERROR_CODES),
  message: z.string(),
  issues: z
    .array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))
    .optional()
    .meta({ description: 'Of a request whose shape is wrong: where, and why.' }),
  details: z.record(z.string(), z.unknown()).optional(),
})

const errorBodySchema = z
  .object({ error: refusalSchema })
  .meta({ id: 'Error', description: 'Every refusal, whatever its status.' })

/** One call, in the terms of OpenAPI. Whatever it refuses, it refuses with the one error body. */
export function operation(options: OperationOptions): ZodOpenApiOperationObject {
  const { answers, body, description, headers, id, query, summary } = options
  const successes = Object.entries(answers).map(
    ([status, answer]) => [status, { description: answer.description, content: json(answer) }] as const,
  )
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    requestParams: { ...(query && { query }), ...(headers && { header: headers }) },
    ...(body && { requestBody: { required: body.isOptional !== true, content: json(body) } }),
    responses: {
      ...Object.fromEntries(successes),
      default: { description: 'A refusal, or a fault of the server.', content: json(REFUSAL) },
    },
  }
}

function json({ schema, example }: { schema: Schema; example?: unknown }) {
  return { 'application/json': { schema, ...(example !== undefined && { example }) } }
}

const REFUSAL = {
  schema: errorBodySchema,
  example: {
    error: {
      code: 'EXECUTION_NOT_FOUND',
      message: 'There is no execution 5f17c03e-3cab-4789-a6fa-7684eef6bc68.',
    },
  },
}
