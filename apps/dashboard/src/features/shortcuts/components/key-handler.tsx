'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useLoaded } from '../../../lib/use-loaded.ts'
import { usePaletteKey } from '../../palette/hooks/use-palette-key.ts'
import type { PalettePage, PaletteProps } from '../../palette/palette-props.ts'
import { useAnswerOldest } from '../../question/hooks/use-answer-oldest.ts'
import { focusRow, focusSearch } from '../focus-on-page.ts'
import { useEarlyKeys } from '../hooks/use-early-keys.ts'
import { useShortcuts } from '../hooks/use-shortcuts.ts'
import type { ShortcutAction } from '../shortcuts.ts'

const loadPalette = () => import('../../palette/components/palette.tsx').then(({ Palette }) => Palette)
const loadSheet = () => import('./shortcut-sheet.tsx').then(({ ShortcutSheet }) => ShortcutSheet)

/** What the keys do that work everywhere. What they open is fetched when it is first wanted. */
export function KeyHandler() {
  const router = useRouter()
  const answerOldest = useAnswerOldest()
  const [Palette, fetchPalette] = useLoaded<PaletteProps>(loadPalette)
  const [Sheet, fetchSheet] = useLoaded(loadSheet)
  const [page, setPage] = useState<PalettePage>()
  const [isReady, setReady] = useState(false)
  const [search, setSearch] = useState('')
  const [entered, setEntered] = useState(false)
  const [isSheetOpen, setSheetOpen] = useState(false)

  function closePalette() {
    setPage(undefined)
    setReady(false)
    setEntered(false)
    setSearch('')
  }

  function openPalette(next: PalettePage) {
    setPage(next)
    void fetchPalette().then((isThere) => {
      if (!isThere) closePalette()
    })
  }

  function openSheet() {
    setSheetOpen(true)
    void fetchSheet().then((isThere) => {
      if (!isThere) setSheetOpen(false)
    })
  }

  function act(action: ShortcutAction) {
    switch (action.type) {
      case 'go':
        router.push(action.path)
        break
      case 'answer':
        answerOldest()
        break
      case 'start':
        openPalette('start')
        break
      case 'search':
        if (!focusSearch()) openPalette('all')
        break
      case 'next-row':
        focusRow(1)
        break
      case 'previous-row':
        focusRow(-1)
        break
      case 'help':
        openSheet()
    }
  }

  useShortcuts(act)
  usePaletteKey(() => {
    if (page === undefined) openPalette('all')
    else closePalette()
  })
  useEarlyKeys(page !== undefined && !isReady, {
    onType: setSearch,
    onEnter: () => {
      setEntered(true)
    },
    onEscape: closePalette,
  })

  return (
    <>
      {Palette && (
        <Palette
          page={page}
          search={search}
          entered={entered}
          onSearchChange={setSearch}
          onPageChange={setPage}
          onReady={() => {
            setReady(true)
          }}
          onClose={closePalette}
          onShowShortcuts={openSheet}
          onAnswerOldest={answerOldest}
        />
      )}
      {Sheet && <Sheet open={isSheetOpen} onOpenChange={setSheetOpen} />}
    </>
  )
}
