import { initTRPC } from '@trpc/server'
import { redactDeep } from '@specflow/workflow'
import type { ApiContext } from './context.ts'
import { describeError } from './errors/describe-error.ts'
import { toTRPCError } from './errors/to-trpc-error.ts'

const t = initTRPC.context<ApiContext>().create({
  // A stack trace never leaves the server, whatever NODE_ENV says.
  isDev: false,
  errorFormatter({ shape, error }) {
    const { code, message, issues, details } = describeError(error)
    return {
      ...shape,
      message,
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        ...(shape.data.path !== undefined && { path: shape.data.path }),
        workflowCode: code,
        ...(issues !== undefined && { issues }),
        ...(details !== undefined && { details }),
      },
    }
  },
})

/**
 * By what a caller asks for something: with it alone nothing can be asked for, and a folder may be called `sk-learn-examples`. What a
 * model has written is clean by then under these keys too.
 */
const ADDRESSES = new Set([
  'id',
  'executionId',
  'projectId',
  'questionSetId',
  'sessionId',
  'agentId',
  'continuesId',
  'retryOf',
  'requestId',
  'cursor',
  'nextCursor',
  'skill',
  'name',
  'path',
  'oldPath',
  'parent',
  'projectPath',
])

/**
 * Runs around input parsing too, so that every error of a procedure passes it; and no answer has a secret of a known shape in it,
 * also where the record must keep what the agent is to be told.
 */
const guardAnswers = t.middleware(async ({ ctx, path, type, next }) => {
  const result = await next()
  if (result.ok) return { ...result, data: redactDeep(result.data, ADDRESSES) }
  const error = toTRPCError(result.error)
  if (error.code === 'INTERNAL_SERVER_ERROR')
    ctx.onUnexpectedError(result.error.cause ?? result.error, { path, type })
  throw error
})

export const router = t.router
export const createCallerFactory = t.createCallerFactory
export const procedure = t.procedure.use(guardAnswers)
