import { TRPCError } from '@trpc/server'
import { describeError } from './describe-error.ts'
import { ERROR_STATUS } from './error-status.ts'

/** The same refusal in tRPC's terms, with the original as its cause. */
export function toTRPCError(error: unknown): TRPCError {
  const { code, message } = describeError(error)
  const cause = error instanceof TRPCError ? error.cause : error
  return new TRPCError({ code: ERROR_STATUS[code].trpc, message, cause })
}
