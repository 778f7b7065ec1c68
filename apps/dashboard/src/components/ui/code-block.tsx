import { classNames } from '../../lib/class-names.ts'
import { CopyButton } from './copy-button.tsx'
import { FOCUSABLE } from '../../lib/focusable.ts'

interface CodeBlockProps {
  text: string
  /** What it is, for those who do not see it. */
  label: string
  tone?: 'plain' | 'danger'
}

/** Text of a machine, word for word. It scrolls by itself, also by the keyboard, and can be copied. */
export function CodeBlock({ text, label, tone = 'plain' }: CodeBlockProps) {
  return (
    <div className="group/code relative">
      <pre
        tabIndex={FOCUSABLE}
        role="region"
        aria-label={label}
        className={classNames(
          'max-h-96 overflow-auto rounded-md border px-3 py-2 pr-10 font-mono text-xs leading-5',
          tone === 'danger' ? 'border-danger-line bg-danger-soft text-danger' : 'border-line bg-sunken',
        )}
      >
        {text.replace(/\n$/, '')}
      </pre>
      <CopyButton
        text={text}
        label={`Copy: ${label}`}
        size="smallIcon"
        className="absolute right-1 top-1 bg-sunken opacity-0 focus-visible:opacity-100 group-hover/code:opacity-100 pointer-coarse:opacity-100"
      />
    </div>
  )
}
