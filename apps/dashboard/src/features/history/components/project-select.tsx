'use client'

import { Select, SelectContent, SelectItem, SelectTrigger } from '../../../components/ui/select.tsx'
import { useProjects } from '../../project/hooks/use-projects.ts'

const ANY = 'any project'

/** Narrows to one project. The executions of one that was removed are still found by its id in the address. */
export function ProjectSelect({
  project,
  onChange,
}: {
  project: string
  onChange: (project: string) => void
}) {
  const { data } = useProjects()
  const projects = data?.projects ?? []
  const isKnown = project === '' || projects.some(({ id }) => id === project)
  return (
    <Select
      value={project === '' ? ANY : project}
      onValueChange={(value) => onChange(value === ANY ? '' : value)}
    >
      <SelectTrigger aria-label="Project" className="flex-1 basis-28 sm:max-w-44" />
      <SelectContent>
        <SelectItem value={ANY}>Any project</SelectItem>
        {!isKnown && <SelectItem value={project}>{project}</SelectItem>}
        {projects.map(({ id, name }) => (
          <SelectItem key={id} value={id}>
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  )
}
