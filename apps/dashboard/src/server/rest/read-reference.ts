import { z } from 'zod'
import { WorkflowError } from '@specflow/workflow'
import { readJsonBody } from '../body/read-json-body.ts'
import type { RouteRequest } from './define-route.ts'
import { readQueryValue } from './query.ts'

const bodySchema = z.strictObject({ id: z.string().optional() })

/** The id that a request names in its query, in a body `{id}`, or in both alike. */
export async function readReference({ request, query }: RouteRequest): Promise<string> {
  const body = await readJsonBody(request)
  const inBody = body === undefined ? undefined : bodySchema.parse(body).id
  const inQuery = readQueryValue(query, 'id')
  if (inQuery !== undefined && inBody !== undefined && inQuery !== inBody) {
    throw new WorkflowError('INVALID_INPUT', 'The query and the body name two different ids.')
  }
  const id = inQuery ?? inBody
  if (id === undefined) throw new WorkflowError('INVALID_INPUT', 'The id is missing: give ?id= in the query.')
  return id
}
