'use client'

import { ChevronRight } from 'lucide-react'
import dynamic from 'next/dynamic'
import type { ChangedFile } from '@specflow/workflow/schema'
import { Button } from '../../../components/ui/button.tsx'
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from '../../../components/ui/collapsible.tsx'
import { LoadingLines } from '../../../components/ui/loading-lines.tsx'
import { orNotLoaded } from '../../../components/ui/part-not-loaded.tsx'
import { classNames } from '../../../lib/class-names.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { changeWords } from '../change-words.ts'
import type { OpenFiles } from '../hooks/use-open-files.ts'

const LOADING = <LoadingLines label="Reading the changes of the file" count={1} />

// What reads and draws patches is needed when a file is opened.
const FilePatch = dynamic(
  orNotLoaded(() => import('./file-patch.tsx').then((module) => module.FilePatch)),
  {
    ssr: false,
    loading: () => LOADING,
  },
)

interface ChangedFilesProps {
  executionId: string
  files: readonly ChangedFile[]
  openFiles: OpenFiles
}

/** A line for each file, which opens into what changed in it. */
export function ChangedFiles({ executionId, files, openFiles }: ChangedFilesProps) {
  const { buttonId, isOpen, setOpen, showMore, shown } = openFiles
  return (
    <>
      <ul aria-label="Changed files" className="divide-y divide-line border-b border-line">
        {files.slice(0, shown).map((file, index) => (
          <li key={file.path}>
            <Collapsible
              open={isOpen(file.path)}
              onOpenChange={(open) => {
                setOpen(file.path, open)
              }}
            >
              <FileLine id={buttonId(index)} file={file} open={isOpen(file.path)} />
              <CollapsibleContent className="border-t border-line">
                <FilePatch executionId={executionId} file={file} />
              </CollapsibleContent>
            </Collapsible>
          </li>
        ))}
      </ul>
      {files.length > shown && (
        <div className="border-b border-line px-4 py-2.5">
          <Button size="small" onClick={showMore}>
            Show more of {files.length} files
          </Button>
        </div>
      )}
    </>
  )
}

function FileLine({ id, file, open }: { id: string; file: ChangedFile; open: boolean }) {
  const { label, tone } = changeWords(file.change)
  return (
    <CollapsibleTrigger
      id={id}
      className="flex w-full items-start gap-2.5 px-4 py-2.5 text-left text-xs leading-5 -outline-offset-2 hover:bg-sunken"
    >
      <ChevronRight
        aria-hidden
        className={classNames(
          'mt-0.5 size-4 shrink-0 text-ink-faint transition-transform motion-reduce:transition-none',
          open && 'rotate-90',
        )}
      />
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5">
        <span className="min-w-0 wrap-anywhere font-mono">{describePath(file)}</span>
        <span className={tone}>{visibleText(label)}</span>
      </span>
      <Counts file={file} />
    </CollapsibleTrigger>
  )
}

function describePath({ oldPath, path }: ChangedFile): string {
  return visibleText(oldPath === undefined ? path : `${oldPath} → ${path}`)
}

function Counts({ file: { additions, deletions, isBinary } }: { file: ChangedFile }) {
  if (isBinary) return <span className="shrink-0 text-ink-faint">binary</span>
  if (additions === undefined || deletions === undefined) return null
  return (
    <span className="shrink-0 tabular-nums">
      <span className="sr-only">{`, ${String(additions)} lines added, ${String(deletions)} deleted`}</span>
      <span aria-hidden className="text-good">
        +{additions}
      </span>{' '}
      <span aria-hidden className="text-danger">
        −{deletions}
      </span>
    </span>
  )
}
