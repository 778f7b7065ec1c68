import type { ChangedFile } from '@specflow/workflow/schema'

interface ChangeWords {
  label: string
  tone: string
  /** What there is to say of such a file where git shows no lines of it. */
  withoutLines: string
}

const EMPTY = 'The file is empty: there are no lines to show.'

const WORDS: Record<ChangedFile['change'], ChangeWords> = {
  added: { label: 'Added', tone: 'text-good', withoutLines: EMPTY },
  modified: { label: 'Modified', tone: 'text-active', withoutLines: 'No lines of it differ.' },
  deleted: { label: 'Deleted', tone: 'text-danger', withoutLines: EMPTY },
  renamed: { label: 'Renamed', tone: 'text-active', withoutLines: 'Only its name has changed.' },
  mode_changed: {
    label: 'Mode changed',
    tone: 'text-ink-soft',
    withoutLines: 'Only its mode has changed, such as whether it may be run.',
  },
}

/** A kind of change in words; a page that is older than the server shows a name that it does not know. */
export function changeWords(change: string): ChangeWords {
  return isKnown(change)
    ? WORDS[change]
    : { label: change, tone: 'text-ink-soft', withoutLines: 'There are no lines to show.' }
}

function isKnown(change: string): change is ChangedFile['change'] {
  return Object.hasOwn(WORDS, change)
}
