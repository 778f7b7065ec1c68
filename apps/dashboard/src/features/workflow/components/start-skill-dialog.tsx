'use client'

import { Play } from 'lucide-react'
import { useState } from 'react'
import type { Project, Skill } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '../../../components/ui/dialog.tsx'
import { StartSkillForm } from './start-skill-form.tsx'

export function StartSkillDialog({ project, skill }: { project: Project; skill: Skill }) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="small" aria-label={`Start ${skill.name}`}>
          <Play aria-hidden />
          Start
        </Button>
      </DialogTrigger>
      <DialogContent
        title={`Start ${skill.name}`}
        description={skill.description || 'This skill has no description.'}
      >
        <StartSkillForm project={project} skill={skill} draftKey={`start.${project.id}.${skill.name}`} />
      </DialogContent>
    </Dialog>
  )
}
