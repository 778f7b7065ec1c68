import type { Metadata } from 'next'
import { Panel } from '../../../components/ui/panel.tsx'
import { OperationPanel } from '../../../features/api-docs/components/operation-panel.tsx'
import { SchemaTable } from '../../../features/api-docs/components/schema-table.tsx'
import type { JsonSchema } from '../../../features/api-docs/describe-schema.ts'
import { getContainer } from '../../../server/container-instance.ts'
import { createOpenApiDocument } from '../../../server/openapi/document.ts'
import { toPanels } from '../../../server/openapi/to-panels.ts'

export const metadata: Metadata = { title: 'API' }

/** The document for people: made on the server from the one that machines read. */
export default function ApiDocsPage() {
  const document = createOpenApiDocument(getContainer().version)
  const schemas = Object.entries(document.components?.schemas ?? {}) as [string, JsonSchema][]
  return (
    <div className="space-y-5">
      <div>
        <h1 className="text-xl font-semibold tracking-tight">API {document.info.version}</h1>
        <p className="mt-1 text-[13px] text-ink-soft">
          {document.info.description}{' '}
          <a className="text-accent underline underline-offset-2" href="/api/openapi.json">
            OpenAPI 3.1
          </a>
        </p>
      </div>
      {toPanels(document).map((panel) => (
        <OperationPanel key={`${panel.method} ${panel.path}`} {...panel} />
      ))}
      {schemas.map(([name, schema]) => (
        <Panel key={name} title={name}>
          <div className="space-y-3 p-4">
            {schema.description !== undefined && (
              <p className="text-[13px] text-ink-soft">{schema.description}</p>
            )}
            <SchemaTable schema={schema} />
          </div>
        </Panel>
      ))}
    </div>
  )
}
