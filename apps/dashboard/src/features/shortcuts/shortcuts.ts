import { PAGES } from './pages.ts'

export type ShortcutAction =
  | { type: 'go'; path: string }
  | { type: 'start' | 'answer' | 'search' | 'next-row' | 'previous-row' | 'help' }

interface Shortcut {
  /** Pressed one after the other. */
  keys: readonly string[]
  words: string
  action: ShortcutAction
}

/** Every key that does something wherever it is pressed; the handler and the sheet read this one table. */
export const SHORTCUTS: readonly Shortcut[] = [
  ...PAGES.map(({ name, path, key }) => ({
    keys: ['g', key],
    words: `Go to ${name}`,
    action: { type: 'go' as const, path },
  })),
  { keys: ['a'], words: 'Answer the open question that has waited longest', action: { type: 'answer' } },
  { keys: ['n'], words: 'Start a skill', action: { type: 'start' } },
  { keys: ['/'], words: 'Search', action: { type: 'search' } },
  { keys: ['j'], words: 'Next row of a list', action: { type: 'next-row' } },
  { keys: ['k'], words: 'Previous row of a list', action: { type: 'previous-row' } },
  { keys: ['?'], words: 'Show these shortcuts', action: { type: 'help' } },
]

/** What parts of the pages listen to themselves, whether shortcuts are on or off. */
export const KEYS_OF_PARTS: readonly Omit<Shortcut, 'action'>[] = [
  { keys: ['Ctrl or Cmd K'], words: 'Command palette' },
  { keys: ['Enter'], words: 'Open the row, press the button, go on to the next question' },
  { keys: ['1 … 9'], words: 'Take a choice of the question that has the focus' },
  { keys: ['Ctrl or Cmd Enter'], words: 'Send a form' },
  { keys: ['Esc'], words: 'Close a dialog' },
]
