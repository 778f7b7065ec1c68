import { FileText } from 'lucide-react'
import type { AgentOutput, ChangedFile, WorkflowExecution } from '@specflow/workflow/schema'
import { AgentText } from '../../../components/ui/agent-text.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { visibleText } from '../../../lib/visible-text.ts'
import { findChangedFile } from '../../diff/find-changed-file.ts'

interface ResultPanelProps {
  execution: WorkflowExecution
  output: AgentOutput
  changedFiles: readonly ChangedFile[]
  /** Opens what changed in one of them. */
  onReveal: (path: string, index: number) => void
}

/** What the agent answered at the end. While it asks, its message stands above the questions instead. */
export function ResultPanel({ execution, output, changedFiles, onReveal }: ResultPanelProps) {
  const { status, agent, projectPath } = execution
  const { message, phase, artifacts = [] } = output
  return (
    <Panel
      title={status === 'completed' ? 'Result' : 'What the agent said last'}
      actions={<OutputStatus output={output} phase={phase} />}
    >
      <div className="space-y-4 px-4 py-3 text-sm">
        {agent === 'demo' && (
          <p className="text-xs text-attention">Made up by the demo agent; no model was asked.</p>
        )}
        {message === undefined ? (
          <p className="text-ink-soft">The agent left no message.</p>
        ) : (
          <AgentText text={message} />
        )}
        {artifacts.length > 0 && (
          <Artifacts
            artifacts={artifacts}
            projectPath={projectPath}
            changedFiles={changedFiles}
            onReveal={onReveal}
          />
        )}
      </div>
    </Panel>
  )
}

function OutputStatus({ output, phase }: { output: AgentOutput; phase: string | undefined }) {
  return (
    <span className="truncate text-xs text-ink-faint">
      The agent says: <span className="font-mono">{output.status}</span>
      {phase !== undefined && `, ${phase}`}
    </span>
  )
}

interface ArtifactsProps extends Pick<ResultPanelProps, 'changedFiles' | 'onReveal'> {
  artifacts: NonNullable<AgentOutput['artifacts']>
  projectPath: string
}

/** What the agent says that it made. What did change in the folder leads to its changes. */
function Artifacts({ artifacts, projectPath, changedFiles, onReveal }: ArtifactsProps) {
  return (
    <div>
      <h3 className="text-xs font-medium text-ink-faint">Artifacts</h3>
      <ul aria-label="Artifacts" className="mt-1.5 divide-y divide-line rounded-md border border-line">
        {artifacts.map(({ path, action }, index) => (
          <li key={`${String(index)} ${path}`} className="flex items-start gap-2.5 px-3 py-2">
            <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
            <span className="min-w-0 flex-1 wrap-anywhere font-mono text-xs leading-5">
              <ArtifactPath
                path={path}
                index={findChangedFile(changedFiles, path, projectPath)}
                changedFiles={changedFiles}
                onReveal={onReveal}
              />
            </span>
            {action !== undefined && (
              <span className="text-xs leading-5 text-ink-faint">{visibleText(action)}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ArtifactPathProps extends Pick<ResultPanelProps, 'changedFiles' | 'onReveal'> {
  path: string
  /** Among the changed files, or -1. */
  index: number
}

function ArtifactPath({ path, index, changedFiles, onReveal }: ArtifactPathProps) {
  const file = changedFiles[index]
  if (!file) return visibleText(path)
  return (
    <button
      type="button"
      title="Show what changed in it"
      className="text-left text-accent hover:underline"
      onClick={() => {
        onReveal(file.path, index)
      }}
    >
      {visibleText(path)}
    </button>
  )
}
