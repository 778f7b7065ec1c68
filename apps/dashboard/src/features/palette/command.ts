import type { LucideIcon } from 'lucide-react'

export interface PaletteCommand {
  /** Unique among all. */
  id: string
  title: string
  /** What tells it from others of its kind. */
  detail?: string
  icon: LucideIcon
  /** What it is found by beside its title and detail. */
  keywords?: readonly string[]
  /** The keys that do the same. */
  keys?: readonly string[]
  /** Called when the palette has gone, unless it is to stay. */
  run: () => void
  staysOpen?: boolean
}

export interface CommandGroup {
  title: string
  commands: readonly PaletteCommand[]
}

/** Everything a command is found by, its title first. */
export function wordsOf({ title, detail = '', keywords = [] }: PaletteCommand): string[] {
  return [title, detail, ...keywords]
}

/**
 * How well a command fits what was typed, from 0 (not) to 1: each typed word must stand somewhere in its words, and those
 * that begin the title count most.
 */
export function scoreCommand(search: string, [title = '', ...others]: readonly string[]): number {
  const typed = search.toLowerCase().split(/\s+/).filter(Boolean)
  const head = title.toLowerCase()
  const all = [head, ...others.map((text) => text.toLowerCase())].join('\n')
  if (!typed.every((word) => all.includes(word))) return 0
  const [first = ''] = typed
  if (head.startsWith(first)) return 1
  return typed.every((word) => head.includes(word)) ? 0.7 : 0.4
}
