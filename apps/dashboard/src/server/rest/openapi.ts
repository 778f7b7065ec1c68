import { createOpenApiDocument } from '../openapi/document.ts'
import { defineRoute } from './define-route.ts'
import { respondTagged } from './respond-tagged.ts'

export const openApiRoute = defineRoute({
  GET: ({ request, container }) => respondTagged(request, createOpenApiDocument(container.version)),
})
