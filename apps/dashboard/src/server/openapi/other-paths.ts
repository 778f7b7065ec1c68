import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import {
  doctorReportSchema,
  allLimitsSchema,
  healthSchema,
  listFilterSchema,
  outputInputSchema,
  projectReferenceSchema,
  projectSchema,
  registerProjectInputSchema,
  setLimitsInputSchema,
  skillSchema,
} from '@specflow/workflow/schema'
import { PROJECT } from './examples.ts'
import { operation, type OperationOptions } from './operation.ts'

const referenceSchema = z.object({ id: z.string().optional() })

const LIMITS_ANSWER = {
  schema: allLimitsSchema,
  example: { global: { maxCostPerDayUsd: 20 }, projects: { [PROJECT.id]: { maxRunsPerHour: 10 } } },
  description: 'What holds, of everything together and of the projects that have limits of their own.',
}

const PROJECT_ANSWER = { schema: projectSchema, example: PROJECT }

/** A call that answers a file. */
function download(
  options: Omit<OperationOptions, 'answers'> & { mediaType: string; answer: string },
): ZodOpenApiOperationObject {
  const { mediaType, answer, ...rest } = options
  const { responses, ...described } = operation({ ...rest, answers: {} })
  const content = { [mediaType]: { schema: z.string() } }
  return { ...described, responses: { ...responses, 200: { description: answer, content } } }
}

export const OTHER_PATHS: ZodOpenApiPathsObject = {
  '/api/workflow/export': {
    get: download({
      id: 'export',
      summary: 'Everything that a list with these filters would show, as CSV',
      query: listFilterSchema,
      mediaType: 'text/csv',
      answer: 'RFC 4180, in UTF-8 with a byte order mark; the first line names the columns.',
    }),
  },
  '/api/workflow/output': {
    get: download({
      id: 'output',
      summary: 'What a run has printed',
      query: outputInputSchema,
      mediaType: 'text/plain',
      answer: 'A file, without what looks like a secret.',
    }),
  },
  '/api/projects': {
    get: operation({
      id: 'projects',
      summary: 'The registered projects',
      answers: {
        200: {
          schema: z.object({ projects: z.array(projectSchema) }),
          example: { projects: [PROJECT] },
          description: 'All of them.',
        },
      },
    }),
    post: operation({
      id: 'registerProject',
      summary: 'Register a folder; from then on what is in it may run as you',
      body: { schema: registerProjectInputSchema, example: { path: PROJECT.path } },
      answers: {
        201: { ...PROJECT_ANSWER, description: 'Registered.' },
        200: { ...PROJECT_ANSWER, description: 'It was registered already.' },
      },
    }),
    delete: operation({
      id: 'removeProject',
      summary: 'Forget a project; its folder is not touched',
      query: referenceSchema,
      body: { schema: referenceSchema, example: { id: PROJECT.id }, isOptional: true },
      answers: { 200: { ...PROJECT_ANSWER, description: 'What was registered.' } },
    }),
  },
  '/api/projects/skills': {
    get: operation({
      id: 'skills',
      summary: 'What a project can run',
      query: projectReferenceSchema,
      answers: {
        200: {
          schema: z.object({ skills: z.array(skillSchema) }),
          example: { skills: [{ name: 'review', description: 'Reviews', source: 'project' }] },
          description: 'Its own skills, then those of the user.',
        },
      },
    }),
  },
  '/api/limits': {
    get: operation({
      id: 'limits',
      summary: 'What may be spent',
      answers: { 200: LIMITS_ANSWER },
    }),
    put: operation({
      id: 'setLimits',
      summary: 'Set all limits of one project, or of everything together; what is left out is not limited',
      body: {
        schema: setLimitsInputSchema,
        example: { projectId: PROJECT.id, limits: { maxCostUsd: 2, maxRunsPerHour: 10 } },
      },
      answers: { 200: LIMITS_ANSWER },
    }),
  },
  '/api/health': {
    get: operation({
      id: 'health',
      summary: 'Whether a start can work, and what an operator should know',
      answers: { 200: { schema: healthSchema, description: 'Also where `ok` is false.' } },
    }),
  },
  '/api/doctor': {
    get: operation({
      id: 'doctor',
      summary: 'The installation, examined now',
      answers: { 200: { schema: doctorReportSchema, description: 'Every check.' } },
    }),
  },
}
