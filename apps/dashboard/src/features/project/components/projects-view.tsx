'use client'

import { EmptyState } from '../../../components/ui/empty-state.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { ExecutionList } from '../../workflow/components/execution-list.tsx'
import { WaitingList } from '../../workflow/components/waiting-list.tsx'
import { ProjectList } from './project-list.tsx'
import { RegisterProjectForm } from './register-project-form.tsx'

/** The first page: what needs an answer, the projects, and what ran lately. */
export function ProjectsView() {
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0 space-y-5">
        <WaitingList />
        <Panel title="Registered projects">
          <ProjectList />
        </Panel>
      </div>
      <Panel title="Register a project" className="lg:row-span-2">
        <RegisterProjectForm />
      </Panel>
      <Panel title="Newest executions" className="min-w-0">
        <ExecutionList
          empty={
            <EmptyState title="Nothing has run yet">
              Open a project and start one of its skills. Every execution, of every project, is listed here.
            </EmptyState>
          }
        />
      </Panel>
    </div>
  )
}
