'use client'

import { useState } from 'react'
import type { Project } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '../../../components/ui/dialog.tsx'
import { LoadedLimitsForm } from './loaded-limits-form.tsx'

export function ProjectLimitsDialog({ project: { id, name } }: { project: Project }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small">Limits</Button>
      </DialogTrigger>
      <DialogContent
        title={`Limits of ${name}`}
        description="They hold beside those of all projects together, which are under Settings."
      >
        <LoadedLimitsForm
          projectId={id}
          onSaved={() => {
            setOpen(false)
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
