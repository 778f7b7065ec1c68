'use client'

import { FolderOpen } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '../../../components/ui/dialog.tsx'
import { FolderChooser } from './folder-chooser.tsx'

interface FolderDialogProps {
  /** What stands in the field when the dialog opens. */
  readPath: () => string
  onChoose: (path: string) => void
}

export function FolderDialog({ readPath, onChoose }: FolderDialogProps) {
  const [open, setOpen] = useState(false)
  const path = open ? readPath() : ''
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button aria-label="Choose a folder" title="Choose a folder" className="w-9 px-0">
          <FolderOpen aria-hidden />
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Choose a folder"
        description="On the machine that runs SpecFlow. Arrows and Enter open a folder, Backspace goes up."
      >
        <FolderChooser
          {...(path.startsWith('/') && { path })}
          onChoose={(chosen) => {
            setOpen(false)
            onChoose(chosen)
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
