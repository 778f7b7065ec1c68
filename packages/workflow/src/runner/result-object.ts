import { z } from 'zod'
import type { Usage } from '../schema/index.ts'

/** What is read of the object that the agent prints at its end. Everything but these two fields may be missing. */
export interface ResultObject {
  isError: boolean
  subtype?: string
  /** The agent's last words; the structured output as text when there is one. */
  result?: string
  errors?: string[]
  apiErrorStatus?: number
  structuredOutput?: unknown
  sessionId?: string
  /** Cumulative over the session. */
  totalCostUsd?: number
  usage?: Usage
  numTurns?: number
}

const amountSchema = z.number().nonnegative()

/** A field of a shape that is not expected counts as missing: it must not cost the rest. */
const resultSchema = z.object({
  type: z.literal('result'),
  is_error: z.boolean(),
  subtype: z.string().optional().catch(undefined),
  result: z.string().optional().catch(undefined),
  errors: z.array(z.string()).optional().catch(undefined),
  api_error_status: z.number().optional().catch(undefined),
  structured_output: z.unknown().optional(),
  session_id: z.string().optional().catch(undefined),
  total_cost_usd: amountSchema.optional().catch(undefined),
  num_turns: z.number().int().nonnegative().optional().catch(undefined),
  usage: z
    .object({
      input_tokens: amountSchema,
      output_tokens: amountSchema,
      cache_creation_input_tokens: amountSchema,
      cache_read_input_tokens: amountSchema,
    })
    .transform((usage): Usage => ({
      inputTokens: usage.input_tokens,
      outputTokens: usage.output_tokens,
      cacheCreationInputTokens: usage.cache_creation_input_tokens,
      cacheReadInputTokens: usage.cache_read_input_tokens,
    }))
    .optional()
    .catch(undefined),
})

/** Whether a value gives itself out as the agent's result; `readResultObject` says whether it is one. */
export function isResultObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'result'
}

/** `undefined` for everything that is not a complete result object. */
export function readResultObject(value: unknown): ResultObject | undefined {
  const read = resultSchema.safeParse(value)
  if (!read.success) return undefined
  const { data } = read
  return {
    isError: data.is_error,
    ...(data.subtype !== undefined && { subtype: data.subtype }),
    ...(data.result !== undefined && { result: data.result }),
    ...(data.errors !== undefined && { errors: data.errors }),
    ...(data.api_error_status !== undefined && { apiErrorStatus: data.api_error_status }),
    ...(data.structured_output !== undefined && { structuredOutput: data.structured_output }),
    ...(data.session_id !== undefined && { sessionId: data.session_id }),
    ...(data.total_cost_usd !== undefined && { totalCostUsd: data.total_cost_usd }),
    ...(data.usage !== undefined && { usage: data.usage }),
    ...(data.num_turns !== undefined && { numTurns: data.num_turns }),
  }
}
