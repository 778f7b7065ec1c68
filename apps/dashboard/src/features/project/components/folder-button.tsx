'use client'

import { FolderOpen } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'

// Most who come to the first page choose no folder.
const FolderDialog = lazy(
  orNotLoaded(() => import('./folder-dialog.tsx').then((module) => module.FolderDialog)),
)

interface FolderButtonProps {
  /** What stands in the field when the dialog opens. */
  readPath: () => string
  onChoose: (path: string) => void
}

/** Opens the dialog in which a folder is chosen. */
export function FolderButton({ readPath, onChoose }: FolderButtonProps) {
  const [path, setPath] = useState<string>()
  const buttonRef = useRef<HTMLButtonElement>(null)
  const close = () => {
    setPath(undefined)
  }
  return (
    <>
      <Button
        ref={buttonRef}
        size="mediumIcon"
        aria-label="Choose a folder"
        aria-haspopup="dialog"
        title="Choose a folder"
        onClick={() => {
          setPath(readPath())
        }}
      >
        <FolderOpen aria-hidden />
      </Button>
      {path !== undefined && (
        <Suspense>
          <FolderDialog
            path={path}
            onChoose={(chosen) => {
              close()
              onChoose(chosen)
            }}
            onClose={close}
            onClosed={() => buttonRef.current?.focus()}
          />
        </Suspense>
      )}
    </>
  )
}
