import { z } from 'zod'
import type { ZodOpenApiPathsObject } from 'zod-openapi'
import {
  answerByLinkInputSchema,
  answerInputSchema,
  changePageSchema,
  changesInputSchema,
  diffInputSchema,
  executionReferenceSchema,
  executionSummarySchema,
  followUpInputSchema,
  listInputSchema,
  retryInputSchema,
  shownExecutionSchema,
  startInputSchema,
  statusInputSchema,
  transcriptInputSchema,
  transcriptSchema,
  unreadableRecordSchema,
  uuidSchema,
  workflowExecutionSchema,
  workingTreeDiffSchema,
} from '@specflow/workflow/schema'
import { ANSWER, EXECUTION, FOLLOW_UP, RECEIPT, REFERENCE, START, SUMMARY } from './examples.ts'
import { operation, refusalSchema } from './operation.ts'

const receiptSchema = workflowExecutionSchema
  .pick({ id: true, status: true, projectId: true, skill: true, agent: true, startedAt: true })
  .meta({ id: 'Receipt', description: 'What identifies an execution that was begun.' })

const pageSchema = z
  .object({
    executions: z.array(executionSummarySchema),
    nextCursor: z.string().nullable(),
    unreadable: z.array(unreadableRecordSchema),
  })
  .meta({ id: 'Page', description: 'Newest start first; `nextCursor` is null at the end.' })

const keyHeader = z.object({
  'Idempotency-Key': z.string().max(128).optional().meta({ description: 'The `requestId` of the body.' }),
})

const tagHeader = z.object({
  'If-None-Match': z
    .string()
    .optional()
    .meta({ description: 'The `ETag` of an earlier answer: 304 if it still holds.' }),
})

/** In a query a list is one text with commas. */
const listQuerySchema = listInputSchema.extend({
  status: listInputSchema.shape.status.meta({ param: { style: 'form', explode: false } }),
})

/** Its check that the key `__proto__` is not there cannot be said in JSON Schema. */
const answerBodySchema = answerInputSchema.extend({
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})

const stoppedAllSchema = z.object({
  stopped: z.array(uuidSchema),
  notStopped: z.array(z.object({ id: uuidSchema, error: refusalSchema })),
})
const answerByLinkBodySchema = answerByLinkInputSchema.extend({ answers: answerBodySchema.shape.answers })

const EXECUTION_ANSWER = {
  schema: workflowExecutionSchema,
  example: EXECUTION,
  description: 'The execution.',
}

const SHOWN_ANSWER = {
  ...EXECUTION_ANSWER,
  schema: shownExecutionSchema,
  description: 'The execution, and how far a stop has come.',
}

const BEGUN = {
  201: { schema: receiptSchema, example: RECEIPT, description: 'Begun.' },
  200: {
    schema: receiptSchema,
    example: RECEIPT,
    description: 'Known by its request id; nothing was begun.',
  },
}

export const WORKFLOW_PATHS: ZodOpenApiPathsObject = {
  '/api/workflow/start': {
    post: operation({
      id: 'start',
      summary: 'Start a skill on a registered project',
      headers: keyHeader,
      body: { schema: startInputSchema, example: START },
      answers: BEGUN,
    }),
  },
  '/api/workflow/follow-up': {
    post: operation({
      id: 'followUp',
      summary: 'Go on with the session of an execution that has ended',
      headers: keyHeader,
      body: { schema: followUpInputSchema, example: FOLLOW_UP },
      answers: BEGUN,
    }),
  },
  '/api/workflow/retry': {
    post: operation({
      id: 'retry',
      summary: 'Start the same again',
      headers: keyHeader,
      body: { schema: retryInputSchema, example: REFERENCE },
      answers: BEGUN,
    }),
  },
  '/api/workflow/status': {
    get: operation({
      id: 'status',
      summary: 'One execution',
      description:
        'With `wait` it is kept back for so many seconds at most, until the revision is not `since` any more.',
      query: statusInputSchema,
      headers: tagHeader,
      answers: { 200: SHOWN_ANSWER },
    }),
  },
  '/api/workflow/list': {
    get: operation({
      id: 'list',
      summary: 'Executions, newest first',
      query: listQuerySchema,
      headers: tagHeader,
      answers: {
        200: {
          schema: pageSchema,
          example: { executions: [SUMMARY], nextCursor: null, unreadable: [] },
          description: 'A page.',
        },
      },
    }),
  },
  '/api/workflow/changes': {
    get: operation({
      id: 'changes',
      summary: 'What changed since an earlier answer',
      query: changesInputSchema,
      answers: {
        200: {
          schema: changePageSchema.extend({ build: z.string() }),
          example: {
            cursor: 'NWYxN2MwM2UvMTI',
            isReset: false,
            executions: [SUMMARY],
            removedIds: [],
            counts: { queued: 0, running: 0, waiting_for_input: 1 },
            build: 'k2x9',
          },
          description: 'The changes, and the cursor to go on from.',
        },
      },
    }),
  },
  '/api/workflow/diff': {
    get: operation({
      id: 'diff',
      summary: 'What changed in the git working tree since the first run began',
      query: diffInputSchema,
      answers: {
        200: {
          schema: workingTreeDiffSchema,
          description: 'The changed files; with `path` the patch of that one.',
        },
      },
    }),
  },
  '/api/workflow/transcript': {
    get: operation({
      id: 'transcript',
      summary: 'A part of what the agent wrote down',
      query: z.object(transcriptInputSchema.shape),
      answers: { 200: { schema: transcriptSchema, description: 'The part, for display only.' } },
    }),
  },
  '/api/workflow/answer': {
    post: operation({
      id: 'answer',
      summary: 'Answer the open questions of an execution',
      headers: keyHeader,
      body: { schema: answerBodySchema, example: ANSWER },
      answers: { 200: EXECUTION_ANSWER },
    }),
  },
  '/api/answer-link': {
    post: {
      ...operation({
        id: 'answerByLink',
        summary: 'Answer the questions of an answer link, once',
        description:
          'The code in the body is all that is asked for; a code that cannot be used, or not any more, is 404.',
        body: {
          schema: answerByLinkBodySchema,
          example: { code: 'RmlyZSBhbmQgZm9yZ2V0LCBidXQgb25seSBvbmNlLiA', answers: ANSWER.answers },
        },
        answers: {
          200: {
            schema: z.object({ answered: z.literal(true) }),
            example: { answered: true },
            description: 'The answer was taken, and the link is spent.',
          },
        },
      }),
      security: [],
    },
  },
  '/api/workflow/cancel': {
    post: operation({
      id: 'cancel',
      summary: 'Cancel an execution; answered when nothing of it is alive',
      query: executionReferenceSchema.partial(),
      body: { schema: executionReferenceSchema.partial(), example: REFERENCE, isOptional: true },
      answers: { 200: EXECUTION_ANSWER },
    }),
  },
  '/api/workflow/stop-all': {
    post: operation({
      id: 'stopAll',
      summary: 'Cancel everything that is queued or runs; what waits for an answer stays',
      body: { schema: z.strictObject({}), example: {}, isOptional: true },
      answers: {
        200: {
          schema: stoppedAllSchema,
          example: { stopped: [REFERENCE.id], notStopped: [] },
          description: 'What is cancelled, and what could not be proven to have ended.',
        },
      },
    }),
  },
}
