import { Brain, ClipboardCheck, Info } from 'lucide-react'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { CodeBlock } from '../../../components/ui/code-block.tsx'
import { Markdown } from '../../../components/ui/markdown.tsx'
import { unknownWord } from '../../../lib/look-up.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { outputWords } from '../output-words.ts'
import type { TranscriptRow } from '../transcript-rows.ts'
import { Disclosure } from './disclosure.tsx'
import { LeftOut } from './left-out.tsx'
import { Message } from './message.tsx'
import { TodoList } from './todo-list.tsx'

type Entry = Extract<TranscriptRow, { kind: 'entry' }>['entry']

const SHORT_NOTICE = 140

interface EntryViewProps {
  name: string
  entry: Entry
  isContinued: boolean
}

export function EntryView({ name, entry, isContinued }: EntryViewProps) {
  const { kind }: { kind: string } = entry
  switch (entry.kind) {
    case 'user':
    case 'assistant':
      return <Message entry={entry} isContinued={isContinued} />
    case 'thinking':
      return (
        <Disclosure name={name} icon={<Brain aria-hidden />} summary="Thinking">
          <Markdown text={entry.text} className="text-[13px] text-ink-soft" />
          <LeftOut bytes={entry.truncatedBytes} />
        </Disclosure>
      )
    case 'notice':
      return <NoticeView name={name} entry={entry} />
    case 'todo':
      return <TodoList items={entry.items} omitted={entry.omitted ?? 0} />
    case 'structured_output':
      return (
        <Disclosure
          name={name}
          icon={<ClipboardCheck aria-hidden className="text-good" />}
          summary={<span className="font-medium text-ink">{outputWords(entry.output)}</span>}
        >
          <CodeBlock text={visibleText(entry.output)} label="The output" />
          <LeftOut bytes={entry.truncatedBytes} />
        </Disclosure>
      )
    default:
      // The server is newer than this page.
      return <p className="px-2 py-1 text-xs text-ink-faint">{unknownWord(kind)}</p>
  }
}

function NoticeView({ name, entry }: { name: string; entry: Extract<Entry, { kind: 'notice' }> }) {
  const text = visibleText(entry.text)
  const icon = <Info aria-hidden className="size-3.5 shrink-0" />
  if (text.length <= SHORT_NOTICE && !text.includes('\n')) {
    return (
      <p className="flex items-center gap-2 px-2 py-1 text-xs text-ink-faint">
        {icon}
        <span className="min-w-0 wrap-anywhere">{text}</span>
      </p>
    )
  }
  return (
    <Disclosure name={name} icon={icon} summary={<span className="text-xs text-ink-faint">{text}</span>}>
      <AgentText text={text} className="text-[13px] text-ink-soft" />
      <LeftOut bytes={entry.truncatedBytes} />
    </Disclosure>
  )
}
