import type { TRPCRouterRecord } from '@trpc/server'
import { answerByLinkInputSchema, answerLinkReferenceSchema } from '@specflow/workflow/schema'
import { procedure } from '../trpc.ts'

export const answerLinkRouter = {
  /** The questions that a link is for; spends nothing. */
  show: procedure
    .input(answerLinkReferenceSchema)
    .query(({ ctx, input }) => ctx.answerLinks.show(input.code)),

  /** Answers them, once, and says nothing of the execution. */
  answer: procedure.input(answerByLinkInputSchema).mutation(async ({ ctx, input }) => {
    await ctx.answerLinks.answer(input)
    return { answered: true as const }
  }),
} satisfies TRPCRouterRecord
