import { createDocument } from 'zod-openapi'
import {
  executionSummarySchema,
  projectSchema,
  questionSetSchema,
  skillSchema,
  workflowExecutionSchema,
} from '@specflow/workflow/schema'
import { OTHER_PATHS } from './other-paths.ts'
import { SESSION_PATHS } from './session-paths.ts'
import { WORKFLOW_PATHS } from './workflow-paths.ts'

/** The REST surface as OpenAPI 3.1, from the schemas that the procedures validate with. */
export function createOpenApiDocument(version: string): ReturnType<typeof createDocument> {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'SpecFlow',
        version,
        description:
          'Start skills on registered projects, answer what the agent asks, cancel, and follow. Unknown keys of a body are refused; ' +
          'an answer may have more keys in time.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      security: [{ token: [] }, { cookie: [] }],
      paths: { ...WORKFLOW_PATHS, ...OTHER_PATHS, ...SESSION_PATHS },
      components: {
        securitySchemes: {
          token: {
            type: 'http',
            scheme: 'bearer',
            description: 'The content of the file `token` in the state directory.',
          },
          cookie: {
            type: 'apiKey',
            in: 'cookie',
            name: 'specflow_4747',
            description: 'Of a browser that was signed in by a link; the number is the port.',
          },
        },
        schemas: {
          Execution: workflowExecutionSchema,
          ExecutionSummary: executionSummarySchema,
          Project: projectSchema,
          QuestionSet: questionSetSchema,
          Skill: skillSchema,
        },
      },
    },
    {
      allowEmptySchema: { custom: true },
      override: ({ io, jsonSchema }) => {
        // Of an answer only: more may come in time, and a client that was made from this must bear it.
        if (io === 'output' && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties
        // The format says the same in two words.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern
      },
    },
  )
}
