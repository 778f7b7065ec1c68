'use client'

import { PaletteButton } from '../../palette/components/palette-button.tsx'
import { useLoaded } from '../../../lib/use-loaded.ts'
import { useFirstKeys } from '../hooks/use-first-keys.ts'

const loadHandler = () => import('./key-handler.tsx').then(({ KeyHandler }) => KeyHandler)

/** The button of the palette, and the keys that work everywhere; their code comes with the first that is pressed. */
export function Keyboard() {
  const [KeyHandler, load] = useLoaded(loadHandler)
  const pressKey = useFirstKeys(KeyHandler !== undefined, load)
  return (
    <>
      <PaletteButton
        onPress={() => {
          pressKey(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))
        }}
      />
      {KeyHandler && <KeyHandler />}
    </>
  )
}
