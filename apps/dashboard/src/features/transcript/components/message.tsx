import { Markdown } from '../../../components/ui/markdown.tsx'
import type { EntryOf } from '../transcript-rows.ts'
import { LeftOut } from './left-out.tsx'

interface MessageProps {
  entry: EntryOf<'user' | 'assistant'>
  /** The same side has just spoken: who it is stands above. */
  isContinued: boolean
}

/** What either side said: a person's words, or what SpecFlow said for one, stand on a ground of their own. */
export function Message({ entry: { kind, text, at, truncatedBytes }, isContinued }: MessageProps) {
  const body = (
    <>
      {!isContinued && (
        <div className="mb-1 flex items-baseline justify-between gap-3 text-xs text-ink-faint">
          <span className="font-medium">{kind === 'user' ? 'Prompt' : 'Agent'}</span>
          {at !== undefined && <ClockTime iso={at} />}
        </div>
      )}
      {/* A person's line breaks are meant; an agent's are where its source was wrapped. */}
      <Markdown text={text} className={kind === 'user' ? 'text-sm [&_p]:whitespace-pre-line' : 'text-sm'} />
      <LeftOut bytes={truncatedBytes} />
    </>
  )
  return kind === 'user' ? (
    <div className="my-1 rounded-lg border border-line bg-sunken px-3 py-2">{body}</div>
  ) : (
    <div className="px-2 py-1">{body}</div>
  )
}

/** Shown in the browser only, so that its time zone is known. */
function ClockTime({ iso }: { iso: string }) {
  const date = new Date(iso)
  return (
    <time dateTime={iso} title={date.toLocaleString()} className="tabular-nums">
      {date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' })}
    </time>
  )
}
