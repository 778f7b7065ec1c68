import { isTyping } from '../../lib/is-typing.ts'

/** What takes letters for itself, such as a menu in which they lead to an item. */
const TAKES_KEYS =
  '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="combobox"], [data-shortcuts="off"]'

/** Whether a key that was pressed there may be a shortcut: never while typing, never with a modifier, never in a dialog. */
export function isFreeKey(event: KeyboardEvent): boolean {
  const { target } = event
  if (event.defaultPrevented || event.isComposing) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (isTyping(target) || isDialogOpen()) return false
  return !(target instanceof Element && target.closest(TAKES_KEYS))
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null
}
