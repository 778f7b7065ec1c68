import { Bot, FileText, Globe, ListChecks, Pencil, Search, Terminal, Wrench } from 'lucide-react'
import type { ReactNode } from 'react'

const LOOK = { 'aria-hidden': true, className: 'text-ink-faint' } as const
const CHANGES = <Pencil {...LOOK} />
const SEARCHES = <Search {...LOOK} />
const READS_THE_WEB = <Globe {...LOOK} />
const DELEGATES = <Bot {...LOOK} />
const PLANS = <ListChecks {...LOOK} />

const ICONS: ReadonlyMap<string, ReactNode> = new Map([
  ['Bash', <Terminal key="Bash" {...LOOK} />],
  ['Read', <FileText key="Read" {...LOOK} />],
  ['Edit', CHANGES],
  ['MultiEdit', CHANGES],
  ['NotebookEdit', CHANGES],
  ['Write', CHANGES],
  ['Glob', SEARCHES],
  ['Grep', SEARCHES],
  ['WebFetch', READS_THE_WEB],
  ['WebSearch', READS_THE_WEB],
  ['Agent', DELEGATES],
  ['Task', DELEGATES],
  ['TaskCreate', PLANS],
  ['TaskUpdate', PLANS],
])

export function ToolIcon({ name }: { name: string | undefined }) {
  return ICONS.get(name ?? '') ?? <Wrench {...LOOK} />
}
