'use client'

import { useMemo, useState, type ReactNode } from 'react'
import type { ChangedFile, WorkingTreeDiff } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { visibleText } from '../../../lib/visible-text.ts'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { changeWords } from '../change-words.ts'
import { usePatch } from '../hooks/use-patch.ts'
import { readPatch } from '../read-patch.ts'
import { PatchLines } from './patch-lines.tsx'

const LINES_AT_ONCE = 500

interface FilePatchProps {
  executionId: string
  file: ChangedFile
}

/** What changed in one file, asked for when it is opened. */
export function FilePatch({ executionId, file }: FilePatchProps) {
  const { data, error, isFetching } = usePatch(executionId, file.path)
  if (data) return <Patch diff={data} />
  if (error && !isFetching) return <RefusalNotice error={error} className="m-4" />
  return <LoadingLines label="Reading the changes of the file" count={1} />
}

function Patch({ diff }: { diff: WorkingTreeDiff }) {
  if (diff.state === 'none') return <Remark>What changed is not known. {visibleText(diff.reason)}</Remark>
  // The folder may have gone on since the list was made.
  const now = diff.files[0]
  if (!now) return <Remark>The file is as it was by now.</Remark>
  if (now.isBinary) return <Remark>The file is binary: there are no lines to compare.</Remark>
  return <Lines file={now} patch={diff.patch ?? ''} isTruncated={diff.isTruncated} />
}

interface LinesProps {
  file: ChangedFile
  patch: string
  isTruncated: boolean
}

function Lines({ file: { change, path }, patch, isTruncated }: LinesProps) {
  const [shown, setShown] = useState(LINES_AT_ONCE)
  const lines = useMemo(() => readPatch(patch, { isTruncated }), [patch, isTruncated])
  const isWhole = lines.length <= shown
  return (
    <>
      {lines.length > 0 && (
        <PatchLines label={`Changes in ${visibleText(path)}`} lines={lines.slice(0, shown)} />
      )}
      {lines.length === 0 && !isTruncated && <Remark>{changeWords(change).withoutLines}</Remark>}
      {isWhole && isTruncated && (
        <Remark>The changes are longer than 2 MB: only their beginning was read.</Remark>
      )}
      {!isWhole && (
        <div className="px-4 py-2.5">
          <Button
            size="small"
            onClick={() => {
              setShown(shown + LINES_AT_ONCE)
            }}
          >
            Show more of {lines.length} lines
          </Button>
        </div>
      )}
    </>
  )
}

function Remark({ children }: { children: ReactNode }) {
  return <p className="wrap-anywhere px-4 py-2.5 text-sm text-ink-soft">{children}</p>
}
