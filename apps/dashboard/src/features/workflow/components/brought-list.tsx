import type { Brought } from '@specflow/workflow/schema'
import { pluralize } from '../../../lib/format.ts'
import { lookUp, unknownWord } from '../../../lib/look-up.ts'

const WORDS: Record<Brought['kind'], string> = {
  hook: 'Hook',
  mcp_server: 'MCP server',
  environment: 'Environment',
  command: 'Command',
  permissions: 'Permissions',
  plugin: 'Plugin',
  setting: 'Setting',
  unreadable: 'Cannot be read',
}

/** What the repository itself brings: the agent takes it without asking anybody. */
export function BroughtList({ brings }: { brings: readonly Brought[] }) {
  if (brings.length === 0) {
    return (
      <p className="text-[13px] text-ink-soft">
        The folder brings no hooks, MCP servers or settings of its own.
      </p>
    )
  }
  const title = `The folder itself brings ${pluralize(brings.length, 'thing')}, taken without a question:`
  return (
    <div className="space-y-1.5">
      <p className="text-[13px] text-attention">{title}</p>
      <ul aria-label="What the folder brings" className="divide-y divide-line rounded-md border border-line">
        {brings.map(({ detail, file, kind, name }, index) => (
          <li key={`${String(index)}${name}`} className="px-3 py-1.5 text-[13px]">
            <p className="wrap-anywhere">
              <span className="text-ink-faint">{lookUp(WORDS, kind, unknownWord)}</span>{' '}
              <span className="font-medium">{name}</span>
              <span className="text-xs text-ink-faint"> · {file}</span>
            </p>
            {detail !== '' && (
              <code className="whitespace-pre-wrap wrap-anywhere text-xs text-ink-soft">{detail}</code>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
