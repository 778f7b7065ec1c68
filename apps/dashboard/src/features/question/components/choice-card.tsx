import { useId, type ReactNode } from 'react'

const LAST_KEY = 9

interface ControlIds {
  id: string
  'aria-labelledby': string
  'aria-describedby'?: string
  'aria-keyshortcuts'?: string
}

interface ChoiceCardProps {
  /** Its place in its question; the key of that number chooses it. */
  number: number
  label: string
  description: string | undefined
  /** Whether it is chosen, where something stands below. */
  chosen?: boolean
  below?: ReactNode
  children: (ids: ControlIds) => ReactNode
}

/** One choice: its control, what it is called, and what belongs to it below. The whole card can be clicked. */
export function ChoiceCard({ number, label, description, chosen, below, children }: ChoiceCardProps) {
  const id = useId()
  const labelId = `${id}label`
  const descriptionId = `${id}description`
  const hasKey = number <= LAST_KEY
  const described = description !== undefined && description !== ''
  return (
    <div
      data-choice
      className="rounded-md border border-line has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft"
    >
      <label htmlFor={id} className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5 text-sm">
        {children({
          id,
          'aria-labelledby': labelId,
          ...(described && { 'aria-describedby': descriptionId }),
          ...(hasKey && { 'aria-keyshortcuts': String(number) }),
        })}
        <span className="min-w-0 flex-1">
          <span id={labelId} className="block wrap-anywhere font-medium">
            {label}
          </span>
          {described && (
            <span id={descriptionId} className="block wrap-anywhere text-xs leading-5 text-ink-soft">
              {description}
            </span>
          )}
        </span>
        {hasKey && (
          <kbd aria-hidden className="hidden font-mono text-xs text-ink-faint pointer-fine:inline">
            {number}
          </kbd>
        )}
      </label>
      {below !== undefined && (
        <div data-own-words-wanted={chosen ? '' : undefined} className="px-3 pb-3 pl-9.5">
          {below}
        </div>
      )}
    </div>
  )
}
