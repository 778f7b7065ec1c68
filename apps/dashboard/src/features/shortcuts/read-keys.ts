import { SHORTCUTS, type ShortcutAction } from './shortcuts.ts'

/** How long the first of two keys waits for the second. */
const PATIENCE_MS = 1_500

/** `prefix`: the key may be the first of a shortcut of two. */
export type ReadKey = ShortcutAction | 'prefix' | undefined

/** Reads keys one after the other as shortcuts. */
export function createKeyReader(): (key: string, atMs: number) => ReadKey {
  let first: { key: string; atMs: number } | undefined
  return (key, atMs) => {
    const before = first && atMs - first.atMs <= PATIENCE_MS ? [first.key] : []
    first = undefined
    const found = find([...before, key]) ?? find([key])
    if (found) return found.action
    if (!SHORTCUTS.some(({ keys }) => keys.length > 1 && keys[0] === key)) return undefined
    first = { key, atMs }
    return 'prefix'
  }
}

function find(pressed: readonly string[]) {
  return SHORTCUTS.find(({ keys }) => keys.join(' ') === pressed.join(' '))
}
