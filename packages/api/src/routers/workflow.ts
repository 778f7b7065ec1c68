import { z } from 'zod'
import type { TRPCRouterRecord } from '@trpc/server'
import {
  answerInputSchema,
  changesInputSchema,
  diffInputSchema,
  executionReferenceSchema,
  followUpInputSchema,
  listInputSchema,
  outputInputSchema,
  overviewInputSchema,
  retryInputSchema,
  startInputSchema,
  statisticsInputSchema,
  statusInputSchema,
  transcriptInputSchema,
  type WorkflowExecution,
} from '@specflow/workflow/schema'
import { describeError } from '../errors/describe-error.ts'
import { procedure } from '../trpc.ts'

/** An infinite query of `@trpc/react-query` adds its direction to every input; there is only one here. */
const listPageInputSchema = listInputSchema.extend({ direction: z.literal('forward').optional() })

export const workflowRouter = {
  /** `created` is false when the request id was known. */
  start: procedure
    .input(startInputSchema)
    .mutation(async ({ ctx, input }) => toReceipt(await ctx.service.start(input))),

  /** Goes on with the session of an execution that has ended: a new one, whose answer is as of a start. */
  followUp: procedure
    .input(followUpInputSchema)
    .mutation(async ({ ctx, input }) => toReceipt(await ctx.service.followUp(input))),

  /** The same again, as a new execution, whose answer is as of a start. */
  retry: procedure
    .input(retryInputSchema)
    .mutation(async ({ ctx, input }) => toReceipt(await ctx.service.retry(input))),

  /** With `wait` kept back until the revision is another one than `since`. */
  status: procedure
    .input(statusInputSchema)
    .query(({ ctx, input, signal }) => ctx.service.status(input, signal)),

  list: procedure
    .input(listPageInputSchema)
    .query(({ ctx, input: { direction: _, ...input } }) => ctx.service.list(input)),

  overview: procedure.input(overviewInputSchema).query(({ ctx, input }) => ctx.service.overview(input)),

  statistics: procedure.input(statisticsInputSchema).query(({ ctx, input }) => ctx.service.statistics(input)),

  /** Reads no file, so that it can be asked every second; with `wait` kept back until something has changed. */
  changes: procedure.input(changesInputSchema).query(async ({ ctx, input, signal }) => {
    return { ...(await ctx.service.changes(input, signal)), build: ctx.build }
  }),

  /** What the agent itself wrote down, part by part; it decides nothing. */
  transcript: procedure.input(transcriptInputSchema).query(({ ctx, input }) => ctx.service.transcript(input)),
  /** What changed in the git working tree; with a path the patch of that file. */
  diff: procedure.input(diffInputSchema).query(({ ctx, input }) => ctx.service.diff(input)),

  /** Its parts are read as they are taken, which only a caller in this process can do: over HTTP it is a REST route. */
  output: procedure.input(outputInputSchema).query(({ ctx, input }) => ctx.service.output(input)),

  answer: procedure.input(answerInputSchema).mutation(({ ctx, input }) => ctx.service.answer(input)),

  /** Answers when nothing of the run is alive any more. */
  cancel: procedure
    .input(executionReferenceSchema)
    .mutation(({ ctx, input }) => ctx.service.cancel(input.id)),

  /** Everything that is queued or runs; answers when nothing of it is alive any more, or cannot be proven dead. */
  stopAll: procedure.mutation(async ({ ctx }) => {
    const { notStopped, stopped } = await ctx.service.stopAll()
    return { stopped, notStopped: notStopped.map(({ error, id }) => ({ id, error: describeError(error) })) }
  }),
} satisfies TRPCRouterRecord

/** What identifies an execution that was begun, and nothing else of its record. */
function toReceipt({ created, execution }: { created: boolean; execution: WorkflowExecution }) {
  const { id, status, projectId, skill, agent, startedAt } = execution
  return { created, id, status, projectId, skill, agent, startedAt }
}
