'use client'

import Link from 'next/link'
import { useId, useRef, type SubmitEvent } from 'react'
import { toast } from '../../../lib/toast.ts'
import { Button } from '../../../components/ui/button.tsx'
import { Hint, Input, Label } from '../../../components/ui/field.tsx'
import { LateRefusalNotice } from '../../system/components/late-refusal-notice.tsx'
import { FolderButton } from './folder-button.tsx'
import { useRegisterProject } from '../hooks/use-register-project.ts'

export function RegisterProjectForm() {
  const register = useRegisterProject()
  const pathRef = useRef<HTMLInputElement>(null)
  const id = useId()

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (register.isPending) return
    const form = event.currentTarget
    const data = new FormData(form)
    const path = textOf(data, 'path')
    const name = textOf(data, 'name')
    register.mutate(
      { path, ...(name !== '' && { name }) },
      {
        onSuccess: ({ project, created }) => {
          form.reset()
          toast.success(created ? `Registered ${project.name}.` : `${project.name} was registered already.`)
        },
        onError: () => pathRef.current?.focus(),
      },
    )
  }

  return (
    <form aria-label="Register a project" noValidate onSubmit={submit} className="space-y-4 px-4 py-4">
      <div className="space-y-1.5">
        <Label htmlFor={`${id}path`}>Folder</Label>
        <div className="flex flex-wrap gap-2">
          <Input
            ref={pathRef}
            id={`${id}path`}
            name="path"
            mono
            className="min-w-0 flex-1"
            placeholder="/home/you/code/my-project"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            aria-invalid={register.isError}
            aria-describedby={`${id}hint ${id}refusal`}
          />
          <FolderButton
            readPath={() => pathRef.current?.value.trim() ?? ''}
            onChoose={(path) => {
              if (pathRef.current) pathRef.current.value = path
              register.reset()
            }}
          />
        </div>
        <Hint id={`${id}hint`}>
          The absolute path, on the machine that runs SpecFlow. To register a folder is to let its skills run
          anything as you.
        </Hint>
      </div>
      <div className="space-y-1.5">
        <Label htmlFor={`${id}name`}>Name (optional)</Label>
        <Input
          id={`${id}name`}
          name="name"
          autoComplete="off"
          maxLength={128}
          placeholder="The folder’s name"
        />
      </div>
      <LateRefusalNotice id={`${id}refusal`} error={register.error} />
      <div className="flex min-h-9 items-center gap-3">
        <Button type="submit" look="primary" disabled={register.isPending}>
          {register.isPending ? 'Registering…' : 'Register'}
        </Button>
        {register.data && (
          <Link
            href={`/projects/${encodeURIComponent(register.data.project.id)}`}
            className="min-w-0 truncate text-sm text-accent hover:underline"
          >
            Open {register.data.project.name}
          </Link>
        )}
      </div>
    </form>
  )
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
