'use client'

import { Search } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Button } from '../../../components/ui/button.tsx'

/** On a phone an icon, as there are no keys to name. */
export function PaletteButton({ onPress }: { onPress: () => void }) {
  const isMac = useSyncExternalStore(neverChanges, readIsMac, () => false)
  return (
    <Button
      size="small"
      aria-label="Command palette"
      aria-keyshortcuts="Control+K Meta+K"
      title="Command palette"
      className="px-2 text-ink-soft"
      onClick={onPress}
    >
      <Search aria-hidden />
      <kbd aria-hidden className="hidden font-mono text-xs font-normal md:inline">
        {isMac ? '⌘ K' : 'Ctrl K'}
      </kbd>
    </Button>
  )
}

function readIsMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}

function neverChanges(): () => void {
  return () => undefined
}
