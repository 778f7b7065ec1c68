import { z } from './zod.ts'
import { answerInputSchema } from './inputs.ts'
import { skillNameSchema } from './identifiers.ts'
import { questionSchema } from './question.ts'

/** What stands at the end of an answer link. Any text is well-shaped: of one that is wrong there is nothing more to say. */
const codeSchema = z.string()

export const answerLinkReferenceSchema = z.strictObject({ code: codeSchema })

/** The answers of the one question set that the code is for. */
export const answerByLinkInputSchema = answerInputSchema
  .pick({ answers: true, message: true })
  .extend({ code: codeSchema })

/** All that an answer link shows. */
export const linkedQuestionsSchema = z.object({
  projectName: z.string(),
  skill: skillNameSchema,
  questions: z.array(questionSchema).min(1),
})

export type AnswerByLinkInput = z.infer<typeof answerByLinkInputSchema>
export type LinkedQuestions = z.infer<typeof linkedQuestionsSchema>
