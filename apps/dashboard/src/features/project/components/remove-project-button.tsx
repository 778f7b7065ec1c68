'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from '../../../lib/toast.ts'
import type { Project } from '@specflow/workflow/schema'
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogTrigger,
} from '../../../components/ui/alert-dialog.tsx'
import { Button } from '../../../components/ui/button.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useRemoveProject } from '../hooks/use-remove-project.ts'

export function RemoveProjectButton({ project: { id, name } }: { project: Project }) {
  const [open, setOpen] = useState(false)
  const router = useRouter()
  const remove = useRemoveProject()

  function confirm() {
    remove.mutate(
      { projectId: id },
      {
        onSuccess: () => {
          toast.success(`Removed ${name}. Its folder and its executions are untouched.`)
          router.push('/')
        },
      },
    )
  }

  function changeOpen(next: boolean) {
    if (next) remove.reset()
    setOpen(next)
  }

  return (
    <AlertDialog open={open} onOpenChange={changeOpen}>
      <AlertDialogTrigger asChild>
        <Button look="dangerQuiet" size="small">
          Remove project
        </Button>
      </AlertDialogTrigger>
      <AlertDialogContent
        title={`Remove ${name}?`}
        description="SpecFlow forgets the project. The folder is not touched. Its executions go on, stay listed, and can still be answered and cancelled; nothing new can be started."
      >
        <RefusalNotice error={remove.error} />
        <div className="flex flex-wrap justify-end gap-2">
          <AlertDialogCancel asChild>
            <Button>Keep it</Button>
          </AlertDialogCancel>
          <Button look="danger" disabled={remove.isPending || remove.isSuccess} onClick={confirm}>
            {remove.isPending ? 'Removing…' : 'Remove project'}
          </Button>
        </div>
      </AlertDialogContent>
    </AlertDialog>
  )
}
