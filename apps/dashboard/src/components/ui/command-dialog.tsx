'use client'

import * as DialogPrimitive from '@radix-ui/react-dialog'
import { useRef, type ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { DIALOG_BOX, DIALOG_SHADE } from './dialog-style.ts'

interface CommandDialogProps {
  title: string
  open: boolean
  onClose: () => void
  /** After it has gone and the focus is where it was before. */
  onClosed: () => void
  children: ReactNode
}

/** A dialog near the upper edge, so that what it lists may grow and shrink without moving the field. */
export function CommandDialog({ title, open, onClose, onClosed, children }: CommandDialogProps) {
  const focusedBefore = useRef<Element>(null)
  return (
    <DialogPrimitive.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <DialogPrimitive.Portal>
        <DialogPrimitive.Overlay className={DIALOG_SHADE} />
        <DialogPrimitive.Content
          data-palette
          aria-describedby={undefined}
          className={classNames(
            DIALOG_BOX,
            'top-4 max-w-xl translate-y-0 gap-0 overflow-hidden p-0 sm:top-[12dvh]',
          )}
          onOpenAutoFocus={() => {
            focusedBefore.current = document.activeElement
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus()
            onClosed()
          }}
        >
          <DialogPrimitive.Title className="sr-only">{title}</DialogPrimitive.Title>
          {children}
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  )
}
