import { z } from './zod.ts'

/**
 * What the agent says at the end of a run, read leniently: only `status` is required, unknown keys are kept,
 * and an option that is a plain string is its label. What could not be read after saving would be lost.
 */
export const agentOutputSchema = z.looseObject({
  status: z.enum(['completed', 'needs_input', 'error']),
  phase: z.string().optional(),
  message: z.string().optional(),
  questions: z
    .array(
      z.looseObject({
        question: z.string(),
        header: z.string().optional(),
        options: z
          .array(
            z.union([
              z
                .string()
                .transform((label) => ({ label }))
                // Says in a schema what the function says in code.
                .pipe(z.object({ label: z.string() })),
              z.looseObject({ label: z.string(), description: z.string().optional() }),
            ]),
          )
          .optional(),
        multiSelect: z.boolean().optional(),
      }),
    )
    .optional(),
  artifacts: z.array(z.looseObject({ path: z.string(), action: z.string().optional() })).optional(),
})

export type AgentOutput = z.infer<typeof agentOutputSchema>
