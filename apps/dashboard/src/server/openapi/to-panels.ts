import type { oas31 } from 'zod-openapi'
import type {
  DocumentedContent,
  OperationPanelProps,
} from '../../features/api-docs/components/operation-panel.tsx'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const

/** Every call of a document as its page shows it, in the order of the document. Refusals are the same for all and left out. */
export function toPanels({ paths = {} }: oas31.OpenAPIObject): OperationPanelProps[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method]
      return operation ? [toPanel(method.toUpperCase(), path, operation)] : []
    }),
  )
}

function toPanel(method: string, path: string, operation: oas31.OperationObject): OperationPanelProps {
  const { description, parameters = [], requestBody, responses = {}, summary = '' } = operation
  const body = contentOf(requestBody)
  return {
    method,
    path,
    summary,
    ...(description !== undefined && { description }),
    parameters: (parameters as oas31.ParameterObject[]).map(({ name, in: place, required, schema }) => ({
      name,
      in: place,
      required: required === true,
      schema: schema ?? {},
    })),
    ...(body && { body }),
    answers: Object.entries(responses as Record<string, oas31.ResponseObject>)
      .filter(([status]) => status !== 'default')
      .map(([status, response]) => ({ status, description: response.description, ...contentOf(response) })),
  }
}

/** What it has of JSON. */
function contentOf(
  part: oas31.RequestBodyObject | oas31.ResponseObject | oas31.ReferenceObject | undefined,
): DocumentedContent | undefined {
  const json = part && 'content' in part ? part.content['application/json'] : undefined
  if (!json?.schema) return undefined
  return {
    schema: json.schema,
    ...(json.example !== undefined && { example: json.example as unknown }),
  }
}
