'use client'

import type { ReactNode } from 'react'
import { EXECUTION_STATUSES } from '@specflow/workflow/schema'
import { SearchInput } from '../../../components/ui/field.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '../../../components/ui/select.tsx'
import { readStatus, type ExecutionFilter } from '../execution-filter.ts'
import { statusLook } from '../status-words.ts'

interface ExecutionFiltersProps {
  filter: ExecutionFilter
  /** What can be chosen among. */
  skills: readonly string[]
  onChange(change: Partial<ExecutionFilter>): void
  /** Whatever else it is narrowed by. */
  children?: ReactNode
}

/** A select cannot have an item without a value. */
const ANY = 'any'

/** Narrows a list of executions by text, status and skill. */
export function ExecutionFilters({ filter, skills, onChange, children }: ExecutionFiltersProps) {
  const { skill, status, text } = filter
  const choices = skill === '' || skills.includes(skill) ? skills : [skill, ...skills]
  return (
    <search className="flex flex-wrap gap-2">
      <SearchInput
        aria-label="Search executions"
        placeholder="Skill, project, input or id"
        maxLength={200}
        value={text}
        onChange={({ target }) => onChange({ text: target.value })}
        className="flex-1 basis-full sm:basis-52"
      />
      <Select
        value={status === '' ? ANY : status}
        onValueChange={(value) => onChange({ status: readStatus(value) })}
      >
        <SelectTrigger aria-label="Status" className="flex-1 basis-28 sm:max-w-44" />
        <SelectContent>
          <SelectItem value={ANY}>Any status</SelectItem>
          {EXECUTION_STATUSES.map((option) => (
            <SelectItem key={option} value={option}>
              {statusLook(option).label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Select
        value={skill === '' ? ANY : skill}
        onValueChange={(value) => onChange({ skill: value === ANY ? '' : value })}
      >
        <SelectTrigger aria-label="Skill" className="flex-1 basis-28 sm:max-w-44" />
        <SelectContent>
          <SelectItem value={ANY}>Any skill</SelectItem>
          {choices.map((option) => (
            <SelectItem key={option} value={option}>
              {option}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {children}
    </search>
  )
}
