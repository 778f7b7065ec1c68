import { Panel } from '../../../components/ui/panel.tsx'
import { LoadedLimitsForm } from './loaded-limits-form.tsx'

/** The limits of everything together. */
export function LimitsPanel() {
  return (
    <Panel title="Limits of all projects together">
      <div className="space-y-4 px-4 py-4">
        <p className="text-xs leading-5 text-ink-faint">
          Kept by the server, for everybody who uses it. What a run costs while it goes on is an estimate from
          what the agent writes down, by list prices. A project can have limits of its own, on its page.
        </p>
        <LoadedLimitsForm />
      </div>
    </Panel>
  )
}
