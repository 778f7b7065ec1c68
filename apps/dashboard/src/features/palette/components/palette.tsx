'use client'

import { usePathname } from 'next/navigation'
import { useRef, useState } from 'react'
import { CommandDialog } from '../../../components/ui/command-dialog.tsx'
import { Dialog, DialogContent } from '../../../components/ui/dialog.tsx'
import { RegisterProjectForm } from '../../project/components/register-project-form.tsx'
import { StartSkillForm } from '../../workflow/components/start-skill-form.tsx'
import { StopAllDialog } from '../../workflow/components/stop-all-dialog.tsx'
import type { PaletteCommand } from '../command.ts'
import type { SkillOfProject } from '../hooks/use-palette-data.ts'
import type { PaletteProps } from '../palette-props.ts'
import { PaletteBody } from './palette-body.tsx'

/** A dialog that a command has opened, on the page on which it did. */
type Opened = { path: string } & ({ type: 'register' } | ({ type: 'start' } & SkillOfProject))

/** Everything that can be done, found by typing; and the dialogs that no page has for it. */
export function Palette(props: PaletteProps) {
  const { onClose, page } = props
  const path = usePathname()
  const chosen = useRef<PaletteCommand>(undefined)
  const [opened, setOpened] = useState<Opened>()
  const [isStoppingAll, setIsStoppingAll] = useState(false)
  // What was started or registered leads to another page, and there the dialog is done with.
  const shown = opened?.path === path ? opened : undefined

  function choose(command: PaletteCommand) {
    if (command.staysOpen) {
      command.run()
      return
    }
    chosen.current = command
    onClose()
  }

  function runChosen() {
    const command = chosen.current
    chosen.current = undefined
    command?.run()
  }

  return (
    <>
      <CommandDialog title="Command palette" open={page !== undefined} onClose={onClose} onClosed={runChosen}>
        <PaletteBody
          {...props}
          onChoose={choose}
          onStart={(skill) => {
            setOpened({ type: 'start', path, ...skill })
          }}
          onRegister={() => {
            setOpened({ type: 'register', path })
          }}
          onStopAll={() => {
            setIsStoppingAll(true)
          }}
        />
      </CommandDialog>
      <Dialog
        open={shown !== undefined}
        onOpenChange={() => {
          setOpened(undefined)
        }}
      >
        {shown && <OpenedDialog opened={shown} />}
      </Dialog>
      <StopAllDialog
        open={isStoppingAll}
        onClose={() => {
          setIsStoppingAll(false)
        }}
      />
    </>
  )
}

function OpenedDialog({ opened }: { opened: Opened }) {
  if (opened.type === 'register') {
    return (
      <DialogContent title="Register a project" description="Its skills can be started then.">
        <div className="-mx-4">
          <RegisterProjectForm />
        </div>
      </DialogContent>
    )
  }
  const { project, skill } = opened
  return (
    <DialogContent
      title={`Start ${skill.name}`}
      description={`In ${project.name}. ${skill.description || 'This skill has no description.'}`}
    >
      <StartSkillForm project={project} skill={skill} draftKey={`start.${project.id}.${skill.name}`} />
    </DialogContent>
  )
}
