'use client'

import type { WorkingTreeDiff } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { Panel } from '../../../components/ui/panel.tsx'
import { visibleText } from '../../../lib/visible-text.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import type { Changes } from '../hooks/use-changes.ts'
import type { OpenFiles } from '../hooks/use-open-files.ts'
import { ChangedFiles } from './changed-files.tsx'

interface ChangesPanelProps {
  executionId: string
  changes: Changes
  openFiles: OpenFiles
}

/** What changed in the project's folder since the first run began, file by file. */
export function ChangesPanel({ executionId, changes, openFiles }: ChangesPanelProps) {
  const { diff, error, isLooking, lookAgain } = changes
  // How the last run left the folder does not change any more.
  const isFinal = error === null && diff?.state === 'ready' && !diff.isLive
  return (
    <Panel
      title="Changed files"
      actions={
        !isFinal && (
          <Button size="small" look="quiet" disabled={isLooking} onClick={lookAgain}>
            {isLooking ? 'Looking…' : 'Look again'}
          </Button>
        )
      }
    >
      {error !== null && !isLooking && (
        <div className="p-4 pb-0 last:pb-4">
          <RefusalNotice error={error} />
        </div>
      )}
      {diff ? (
        <Answer executionId={executionId} diff={diff} openFiles={openFiles} />
      ) : (
        (error === null || isLooking) && <LoadingLines label="Looking at what changed" />
      )}
    </Panel>
  )
}

interface AnswerProps {
  executionId: string
  diff: WorkingTreeDiff
  openFiles: OpenFiles
}

function Answer({ executionId, diff, openFiles }: AnswerProps) {
  if (diff.state === 'none') {
    return (
      <p role="status" className="wrap-anywhere px-4 py-3 text-sm text-ink-soft">
        What changed is not known. {visibleText(diff.reason)}
      </p>
    )
  }
  const { files, isLive, isTruncated } = diff
  return (
    <>
      <p role="status" className="border-b border-line px-4 py-2.5 text-sm text-ink-soft">
        {describe(files.length, isLive)}
      </p>
      {files.length > 0 && <ChangedFiles executionId={executionId} files={files} openFiles={openFiles} />}
      <p className="px-4 py-2.5 text-xs text-ink-faint">
        {isTruncated && `More files have changed; these are the first ${String(files.length)}. `}
        Files that git ignores, and those above 20 MB, are not compared.
      </p>
    </>
  )
}

function describe(count: number, isLive: boolean): string {
  const when = isLive ? 'So far' : 'As the last run left the folder'
  const what = count === 0 ? 'nothing has' : count === 1 ? '1 file has' : `${String(count)} files have`
  return `${when}, ${what} changed since the first run began.`
}
