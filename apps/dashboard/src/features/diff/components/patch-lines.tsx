import { FOCUSABLE } from '../../../lib/focusable.ts'
import { classNames } from '../../../lib/class-names.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import type { PatchLine } from '../read-patch.ts'

/** Of one line; a minified file is a single one. */
const MAX_CHARACTERS = 2_000

const LOOK: Record<PatchLine['kind'], { sign: string; style: string }> = {
  added: { sign: '+', style: 'bg-good-soft text-good' },
  deleted: { sign: '-', style: 'bg-danger-soft text-danger' },
  same: { sign: ' ', style: '' },
  gap: { sign: ' ', style: 'bg-sunken text-ink-faint' },
  note: { sign: ' ', style: 'italic text-ink-faint' },
}

/** Lines as they are, with nothing hidden in them. They scroll sideways by themselves; the page never does. */
export function PatchLines({ label, lines }: { label: string; lines: readonly PatchLine[] }) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={FOCUSABLE}
      dir="ltr"
      className="max-h-144 overflow-auto font-mono text-xs leading-5 -outline-offset-2"
    >
      <div className="w-max min-w-full py-1">
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
    </div>
  )
}

function Line({ line: { kind, newNumber, oldNumber, text } }: { line: PatchLine }) {
  const { sign, style } = LOOK[kind]
  const Text = kind === 'added' ? 'ins' : kind === 'deleted' ? 'del' : 'span'
  return (
    <div className={classNames('flex', style)}>
      <LineNumber value={oldNumber} />
      <LineNumber value={newNumber} />
      <Text className="whitespace-pre pr-4 no-underline">
        {sign} {shownText(text)}
      </Text>
    </div>
  )
}

/** Beside the line, and no part of it: it is neither selected nor read out with it. */
function LineNumber({ value }: { value: number | undefined }) {
  return (
    <span aria-hidden className="w-11 shrink-0 select-none pr-2 text-right text-ink-faint tabular-nums">
      {value}
    </span>
  )
}

function shownText(whole: string): string {
  // The end of a line as Windows writes it. It counts as a change, and would be seen by nobody.
  const text = whole.replace(/\r$/, '␍')
  if (text.length <= MAX_CHARACTERS) return visibleText(text)
  return `${visibleText(text.slice(0, MAX_CHARACTERS))} … ${String(text.length - MAX_CHARACTERS)} more characters`
}
