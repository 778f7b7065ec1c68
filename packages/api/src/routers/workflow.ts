import { z } from 'zod'
import type { TRPCRouterRecord } from '@trpc/server'
import {
  answerInputSchema,
  executionReferenceSchema,
  listInputSchema,
  startInputSchema,
} from '@specflow/workflow/schema'
import { procedure } from '../trpc.ts'

/** An infinite query of `@trpc/react-query` adds its direction to every input; there is only one here. */
const listPageInputSchema = listInputSchema.extend({ direction: z.literal('forward').optional() })

export const workflowRouter = {
  /** `created` is false when the request id was known. */
  start: procedure.input(startInputSchema).mutation(async ({ ctx, input }) => {
    const { execution, created } = await ctx.service.start(input)
    const { id, status, projectId, skill, agent, startedAt } = execution
    return { created, id, status, projectId, skill, agent, startedAt }
  }),

  status: procedure.input(executionReferenceSchema).query(({ ctx, input }) => ctx.service.get(input.id)),

  list: procedure
    .input(listPageInputSchema)
    .query(({ ctx, input: { direction: _, ...input } }) => ctx.service.list(input)),

  answer: procedure.input(answerInputSchema).mutation(({ ctx, input }) => ctx.service.answer(input)),

  /** Answers when nothing of the run is alive any more. */
  cancel: procedure
    .input(executionReferenceSchema)
    .mutation(({ ctx, input }) => ctx.service.cancel(input.id)),
} satisfies TRPCRouterRecord
