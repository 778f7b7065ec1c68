import type { ReactNode } from 'react'
import { CodeBlock } from '../../../components/ui/code-block.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import type { JsonSchema } from '../describe-schema.ts'
import { Field, SchemaTable } from './schema-table.tsx'

export interface DocumentedContent {
  schema: JsonSchema
  example?: unknown
}

export interface OperationPanelProps {
  method: string
  path: string
  summary: string
  description?: string
  parameters: readonly { name: string; in: string; required: boolean; schema: JsonSchema }[]
  body?: DocumentedContent
  answers: readonly ({ status: string; description: string } & Partial<DocumentedContent>)[]
}

/** One call: what it takes, what it answers, with an example of both. */
export function OperationPanel({
  method,
  path,
  summary,
  description,
  parameters,
  body,
  answers,
}: OperationPanelProps) {
  return (
    <Panel title={`${method} ${path}`}>
      <div className="space-y-4 p-4">
        <p className="text-sm">{summary}.</p>
        {description !== undefined && <p className="text-[13px] text-ink-soft">{description}</p>}
        {parameters.length > 0 && (
          <Part title="Parameters">
            <ul className="space-y-1.5 text-[13px]">
              {parameters.map(({ name, in: place, required, schema }) => (
                <li key={name}>
                  <Field name={name} schema={schema} isRequired={required} place={place} />
                </li>
              ))}
            </ul>
          </Part>
        )}
        {body && <Part title="Body">{<Content label={`Body of ${method} ${path}`} {...body} />}</Part>}
        {answers.map(({ status, description: words, schema, example }) => (
          <Part key={status} title={`${status}: ${words}`}>
            {schema && (
              <Content label={`Answer ${status} of ${method} ${path}`} schema={schema} example={example} />
            )}
          </Part>
        ))}
      </div>
    </Panel>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-2">
      <h3 className="text-xs font-medium text-ink-faint">{title}</h3>
      {children}
    </div>
  )
}

function Content({ schema, example, label }: DocumentedContent & { label: string }) {
  return (
    <>
      <SchemaTable schema={schema} />
      {example !== undefined && <CodeBlock text={JSON.stringify(example, null, 2)} label={label} />}
    </>
  )
}
