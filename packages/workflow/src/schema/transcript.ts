import { z } from './zod.ts'
import { uuidSchema } from './identifiers.ts'

/** As the agent names its sub-agents. The only shape from which their file's name is ever built. */
export const subAgentIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the id of a sub-agent')

/** As the model names its calls. Compared, and in no path. */
const callIdSchema = z.string().min(1).max(128)

const offsetSchema = z.number().int().nonnegative()

/**
 * Which part of a transcript: without an offset its newest part, `after` what follows the `end` of an earlier answer,
 * `before` what comes before its `start`. A sub-agent of the session has a transcript of its own: `agentId` names it, or
 * `callId` the tool call that started it, which is known before its id is.
 */
export const transcriptInputSchema = z
  .strictObject({
    id: uuidSchema,
    agentId: subAgentIdSchema.optional(),
    callId: callIdSchema.optional(),
    after: offsetSchema.optional(),
    before: offsetSchema.optional(),
  })
  .refine(({ after, before }) => after === undefined || before === undefined, {
    message: 'give either after or before',
    path: ['before'],
  })

/** The entry's line begins at this byte; `part` counts the entries of one line. */
const place = { offset: offsetSchema, part: offsetSchema, at: z.string().optional() }
/** Bytes of it that are left out here. */
const truncatedBytes = z.number().int().positive().optional()

export const transcriptEntrySchema = z.discriminatedUnion('kind', [
  z.object({ ...place, kind: z.literal('user'), text: z.string(), truncatedBytes }),
  z.object({ ...place, kind: z.literal('assistant'), text: z.string(), truncatedBytes }),
  z.object({ ...place, kind: z.literal('thinking'), text: z.string(), truncatedBytes }),
  /** Something that is said by neither side, such as a request that is tried again. */
  z.object({ ...place, kind: z.literal('notice'), text: z.string(), truncatedBytes }),
  z.object({
    ...place,
    kind: z.literal('tool_call'),
    /** By which its result is found. */
    id: z.string(),
    name: z.string(),
    /** One line, such as `Bash: npm test`. */
    summary: z.string(),
    /** JSON; of a long one the beginning. */
    input: z.string(),
    truncatedBytes,
  }),
  z.object({
    ...place,
    kind: z.literal('tool_result'),
    /** Of the call. */
    id: z.string(),
    text: z.string(),
    truncatedBytes,
    isError: z.boolean(),
    /** The sub-agent that the call started. */
    agentId: subAgentIdSchema.optional(),
  }),
  z.object({
    ...place,
    kind: z.literal('todo'),
    /** Of the call that wrote the list. */
    id: z.string(),
    items: z.array(
      z.object({ text: z.string(), status: z.enum(['pending', 'in_progress', 'completed', 'unknown']) }),
    ),
    /** Items that are left out here. */
    omitted: z.number().int().positive().optional(),
  }),
  /** What the agent gave as its answer at that moment; never an outcome. JSON. */
  z.object({ ...place, kind: z.literal('structured_output'), output: z.string(), truncatedBytes }),
  /** A line that is no JSON object. */
  z.object({ ...place, kind: z.literal('unreadable') }),
  /** A line that is longer than is read. */
  z.object({ ...place, kind: z.literal('too_large') }),
])

/** Bytes `start` to `end` of a file that had `size` bytes; both stand between two lines, or inside one that is too large. */
export const transcriptPageSchema = z.object({
  size: offsetSchema,
  start: offsetSchema,
  end: offsetSchema,
  entries: z.array(transcriptEntrySchema),
})

/**
 * What the agent itself wrote down of a session, for display only. `none`: it is not known which session it is, or
 * there is no file of it. A `start` that is not the `after` of the question: the file is another than it was, and this
 * is its newest part.
 */
export const transcriptSchema = transcriptPageSchema.extend({
  state: z.enum(['none', 'ready']),
  sessionId: uuidSchema.optional(),
})

export type TranscriptInput = z.infer<typeof transcriptInputSchema>
export type TranscriptEntry = z.infer<typeof transcriptEntrySchema>
export type TranscriptPage = z.infer<typeof transcriptPageSchema>
export type Transcript = z.infer<typeof transcriptSchema>
