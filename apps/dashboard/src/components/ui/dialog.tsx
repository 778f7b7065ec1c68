'use client'

import * as DialogPrimitive from '@radix-ui/react-dialog'
import { X } from 'lucide-react'
import { useRef, type ComponentProps, type ReactNode } from 'react'
import { classNames } from '../../lib/class-names.ts'
import { Button } from './button.tsx'
import { DIALOG_BOX, DIALOG_SHADE } from './dialog-style.ts'

export const Dialog = DialogPrimitive.Root
export const DialogTrigger = DialogPrimitive.Trigger

interface DialogContentProps extends Omit<ComponentProps<typeof DialogPrimitive.Content>, 'title'> {
  title: ReactNode
  description: ReactNode
}

/** When it closes, the focus goes back to where it was, also when no trigger but a key or a command has opened it. */
export function DialogContent({ title, description, className, children, ...props }: DialogContentProps) {
  const focusedBefore = useRef<Element>(null)
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={DIALOG_SHADE} />
      <DialogPrimitive.Content
        className={classNames(DIALOG_BOX, 'max-w-lg', className)}
        onOpenAutoFocus={() => {
          focusedBefore.current = document.activeElement
        }}
        onCloseAutoFocus={(event) => {
          const element = focusedBefore.current
          if (!(element instanceof HTMLElement) || !element.isConnected || element === document.body) return
          event.preventDefault()
          element.focus()
        }}
        {...props}
      >
        <div className="pr-8">
          <DialogPrimitive.Title className="text-base font-semibold">{title}</DialogPrimitive.Title>
          <DialogPrimitive.Description className="mt-1 text-sm text-ink-soft">
            {description}
          </DialogPrimitive.Description>
        </div>
        {children}
        <DialogPrimitive.Close asChild>
          <Button look="quiet" size="icon" aria-label="Close" className="absolute right-3 top-3">
            <X aria-hidden />
          </Button>
        </DialogPrimitive.Close>
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  )
}
