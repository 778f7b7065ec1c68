'use client'

import { useState } from 'react'
import { Button } from '../../../components/ui/button.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { RefusalNotice } from '../../system/components/refusal-notice.tsx'
import { useFolders } from '../hooks/use-folders.ts'
import { FolderRows } from './folder-rows.tsx'

interface FolderChooserProps {
  /** Where it begins; without one, at the user's home. */
  path?: string
  onChoose: (path: string) => void
}

/** Walks through the folders of the server's machine: arrows and Enter, Backspace goes up. */
export function FolderChooser({ path: begin, onChoose }: FolderChooserProps) {
  const [path, setPath] = useState(begin)
  const { data, error } = useFolders(path)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      {error && (
        <div className="space-y-2">
          <RefusalNotice error={error} />
          <Button
            size="small"
            onClick={() => {
              setPath(undefined)
            }}
          >
            Go to the home folder
          </Button>
        </div>
      )}
      {data && !error ? (
        <>
          <p className="wrap-anywhere font-mono text-xs text-ink-soft">{data.path}</p>
          <FolderRows key={data.path} folder={data} onOpen={setPath} />
          {data.isTruncated && (
            <p className="text-xs text-ink-faint">There are more. Type the path of one that is not listed.</p>
          )}
          <div className="flex justify-end">
            <Button
              look="primary"
              onClick={() => {
                onChoose(data.path)
              }}
            >
              Choose this folder
            </Button>
          </div>
        </>
      ) : (
        !error && <LoadingLines label="Loading folders" />
      )}
    </div>
  )
}
