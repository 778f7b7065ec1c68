'use client'

import { Dialog, DialogContent } from '../../../components/ui/dialog.tsx'
import { FolderChooser } from './folder-chooser.tsx'

interface FolderDialogProps {
  /** Where it begins, if it is the path of a folder. */
  path: string
  onChoose: (path: string) => void
  onClose: () => void
  /** When it has gone: the focus belongs where it was. */
  onClosed: () => void
}

/** Open as long as it is there. */
export function FolderDialog({ path, onChoose, onClose, onClosed }: FolderDialogProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Choose a folder"
        description="On the machine that runs SpecFlow. Arrows and Enter open a folder, Backspace goes up."
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          onClosed()
        }}
      >
        <FolderChooser {...(path.startsWith('/') && { path })} onChoose={onChoose} />
      </DialogContent>
    </Dialog>
  )
}
