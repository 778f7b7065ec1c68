'use client'

import { useState, type ReactNode } from 'react'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { useSkills } from '../../project/hooks/use-skills.ts'
import { isFiltering, NO_FILTER, toListFilter } from '../execution-filter.ts'
import { ExecutionFilters } from './execution-filters.tsx'
import { ExecutionRows } from './execution-rows.tsx'
import { NothingFits } from './nothing-fits.tsx'

interface ExecutionListProps {
  projectId: string
  /** What to show when nothing has run yet. */
  empty: ReactNode
}

/** The executions of a project, to be narrowed by text, status and skill. */
export function ExecutionList({ projectId, empty }: ExecutionListProps) {
  const [filter, setFilter] = useState(NO_FILTER)
  const text = useDebounced(filter.text)
  const { data } = useSkills(projectId)
  const clear = () => setFilter(NO_FILTER)
  return (
    <>
      <div className="border-b border-line p-2">
        <ExecutionFilters
          filter={filter}
          skills={data?.skills.map(({ name }) => name) ?? []}
          onChange={(change) => setFilter((shown) => ({ ...shown, ...change }))}
        />
      </div>
      <ExecutionRows
        filter={{ projectId, ...toListFilter({ ...filter, text }) }}
        showProject={false}
        empty={isFiltering(filter) ? <NothingFits onClear={clear} /> : empty}
      />
    </>
  )
}
