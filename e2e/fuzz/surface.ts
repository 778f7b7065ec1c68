import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { appRouter } from '@specflow/api'
import { REPOSITORY } from '../support/paths.ts'
import type { JsonSchema } from './values.ts'

type RestOperation = Extract<Operation, { kind: 'rest' }>

/** Something that the server answers to. */
export type Operation =
  | { kind: 'rest'; method: string; path: string; query: Parameter[]; body?: JsonSchema }
  | { kind: 'procedure'; name: string; type: 'query' | 'mutation'; input?: JsonSchema }
  | { kind: 'page'; path: string }

export interface Parameter {
  name: string
  schema: JsonSchema
}

/**
 * Everything that the server has, from what describes it: REST from docs/openapi.json, the procedures from the router, pages and
 * whatever else from the build's own list. So what is new is here by itself.
 */
export function readSurface(): Operation[] {
  return [...readRest().filter(({ path }) => path !== SHUTS_OUT), ...readProcedures(), ...readPages()]
}

/** It would shut out whoever asks. Its path is asked for as that of a page, which it is not. */
const SHUTS_OUT = '/api/session/rotate'

interface OpenApi {
  paths: Record<string, Record<string, Described>>
}

interface Described {
  parameters?: { in: string; name: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}

function readRest(): RestOperation[] {
  const { paths } = readJson('docs/openapi.json') as OpenApi
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]): RestOperation => {
      const body = requestBody?.content['application/json']?.schema
      const query = parameters.filter((parameter) => parameter.in === 'query')
      return { kind: 'rest', method: method.toUpperCase(), path, query, ...(body && { body }) }
    }),
  )
}

function readProcedures(): Operation[] {
  return Object.entries(appRouter._def.procedures).map(([name, procedure]): Operation => {
    const { inputs, type } = (procedure as unknown as { _def: { inputs: z.ZodType[]; type: string } })._def
    if (type !== 'query' && type !== 'mutation')
      throw new Error(`${name} is a ${type}, which the generator does not know.`)
    const [input] = inputs
    return {
      kind: 'procedure',
      name,
      type,
      ...(input && { input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema }),
    }
  })
}

interface Manifest {
  staticRoutes: { page: string }[]
  dynamicRoutes: { page: string }[]
}

function readPages(): Operation[] {
  const { dynamicRoutes, staticRoutes } = readJson('apps/dashboard/.next/routes-manifest.json') as Manifest
  const pages = [...staticRoutes, ...dynamicRoutes].map(({ page }) => page)
  const described = new Set(
    readRest()
      .map(({ path }) => path)
      .filter((path) => path !== SHUTS_OUT),
  )
  return pages
    .filter((page) => !described.has(page) && page !== '/api/trpc/[trpc]')
    .map((path): Operation => ({ kind: 'page', path }))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'))
}
