'use client'

import { useId } from 'react'
import { Checkbox } from '../../../components/ui/choice.tsx'
import { Dialog, DialogContent } from '../../../components/ui/dialog.tsx'
import { useShortcutsOn } from '../hooks/use-shortcuts-on.ts'
import { KEYS_OF_PARTS, SHORTCUTS } from '../shortcuts.ts'
import { Keys } from './keys.tsx'

interface ShortcutSheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Every key that does something, and whether the single ones do. */
export function ShortcutSheet({ open, onOpenChange }: ShortcutSheetProps) {
  const [on, setOn] = useShortcutsOn()
  const id = useId()
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Keyboard shortcuts"
        description="Single keys, pressed anywhere but in a field. Two keys are pressed one after the other."
      >
        <label htmlFor={id} className="flex cursor-pointer items-start gap-2.5 text-sm">
          <Checkbox
            id={id}
            checked={on}
            onCheckedChange={(checked) => {
              setOn(checked === true)
            }}
          />
          <span>
            Use single-key shortcuts in this browser
            <span className="block text-xs text-ink-faint">
              Without them, the command palette still does everything and leads back here.
            </span>
          </span>
        </label>
        <ShortcutTable name="Single keys" rows={SHORTCUTS} muted={!on} />
        <ShortcutTable name="Always" rows={KEYS_OF_PARTS} muted={false} />
      </DialogContent>
    </Dialog>
  )
}

interface ShortcutTableProps {
  name: string
  rows: readonly { keys: readonly string[]; words: string }[]
  muted: boolean
}

function ShortcutTable({ name, rows, muted }: ShortcutTableProps) {
  return (
    <section aria-label={name}>
      <h3 className="text-xs font-medium text-ink-faint">
        {name}
        {muted && ' (turned off)'}
      </h3>
      <dl className="mt-1 divide-y divide-line text-sm">
        {rows.map(({ keys, words }) => (
          <div key={words} className="flex items-center justify-between gap-4 py-1.5">
            <dt className={muted ? 'text-ink-faint' : ''}>{words}</dt>
            <dd>
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
