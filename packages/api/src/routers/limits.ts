import type { TRPCRouterRecord } from '@trpc/server'
import { setLimitsInputSchema } from '@specflow/workflow/schema'
import { procedure } from '../trpc.ts'

export const limitsRouter = {
  /** Of everything together, and of the projects that have any. */
  get: procedure.query(({ ctx }) => ctx.service.limits()),

  /** The limits of one scope, all of them: what is left out is not limited any more. Answers as `get` does. */
  set: procedure.input(setLimitsInputSchema).mutation(({ ctx, input }) => ctx.service.setLimits(input)),
} satisfies TRPCRouterRecord
