'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'
import { CostFigures } from '../../cost/components/cost-figures.tsx'
import { RegisterProjectForm } from '../../project/components/register-project-form.tsx'
import { LateRefusalNotice } from '../../system/components/late-refusal-notice.tsx'
import { useOverview } from '../hooks/use-overview.ts'
import { ActivityPanels } from './activity-panels.tsx'
import { NeedsYou } from './needs-you.tsx'
import { ProjectsAtAGlance } from './projects-at-a-glance.tsx'

// Nothing is to be stopped where nothing runs.
const StopAllButton = lazy(
  orNotLoaded(() =>
    import('../../workflow/components/stop-all-button.tsx').then((module) => module.StopAllButton),
  ),
)

const neverChanges = () => () => undefined

/** The first page: what needs a person, what goes on, how the projects stand, and what it costs. */
export function OverviewView() {
  const { data: overview, error } = useOverview()
  // Not on the server: where its code cannot be loaded, the page would differ from what was sent.
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
  if (!overview)
    return error ? (
      <LateRefusalNotice error={error} />
    ) : (
      <LoadingLines label="Loading the overview" count={6} />
    )
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-xl font-semibold tracking-tight">Overview</h1>
        {isInBrowser && overview.counts.running + overview.counts.queued > 0 && (
          <Suspense>
            <StopAllButton />
          </Suspense>
        )}
        <CostFigures costs={overview.costs} timeZone={overview.timeZone} />
      </div>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0 space-y-5">
          <NeedsYou overview={overview} />
          <ActivityPanels overview={overview} />
        </div>
        <div className="min-w-0 space-y-5">
          <ProjectsAtAGlance activities={overview.projects} />
          <Panel title="Register a project">
            <RegisterProjectForm />
          </Panel>
        </div>
      </div>
    </div>
  )
}
