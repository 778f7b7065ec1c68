'use client'

import { CornerLeftUp, Folder, FolderGit2 } from 'lucide-react'
import { useCallback, type ReactNode } from 'react'
import type { BrowsedFolder } from '@specflow/workflow/schema'
import { listenForArrows } from '../../../lib/listen-for-arrows.ts'

interface FolderRowsProps {
  folder: BrowsedFolder
  onOpen: (path: string) => void
}

const moveBetweenRows = listenForArrows('button')

/** The folders in one folder, the first of them with the focus. */
export function FolderRows({ folder: { directories, parent }, onOpen }: FolderRowsProps) {
  const listen = useCallback(
    (list: HTMLUListElement | null) => {
      if (!list) return
      const rows = list.querySelectorAll('button')
      const first = rows[parent === undefined ? 0 : 1] ?? rows[0]
      first?.focus()
      const goUp = ({ key }: KeyboardEvent) => {
        if (key === 'Backspace' && parent !== undefined) onOpen(parent)
      }
      list.addEventListener('keydown', goUp)
      const stopMoving = moveBetweenRows(list)
      return () => {
        list.removeEventListener('keydown', goUp)
        stopMoving?.()
      }
    },
    [onOpen, parent],
  )

  return (
    <ul
      ref={listen}
      aria-label="Folders"
      className="h-72 min-h-0 overflow-y-auto rounded-md border border-line p-1"
    >
      {parent !== undefined && (
        <Row
          icon={<CornerLeftUp aria-hidden className="size-4 shrink-0 text-ink-faint" />}
          name="Up"
          onOpen={() => {
            onOpen(parent)
          }}
        />
      )}
      {directories.map(({ hasClaude, isGit, isRegistered, name, path }) => {
        const Icon = isGit ? FolderGit2 : Folder
        return (
          <Row
            key={name}
            icon={
              <Icon aria-hidden className={`size-4 shrink-0 ${isGit ? 'text-accent' : 'text-ink-faint'}`} />
            }
            name={name}
            marks={[isGit && 'git', hasClaude && '.claude', isRegistered && 'registered']}
            onOpen={() => {
              onOpen(path)
            }}
          />
        )
      })}
      {directories.length === 0 && (
        <li className="px-2 py-3 text-[13px] text-ink-faint">There is no folder in this one.</li>
      )}
    </ul>
  )
}

interface RowProps {
  icon: ReactNode
  name: string
  marks?: (string | false)[]
  onOpen: () => void
}

function Row({ icon, name, marks = [], onOpen }: RowProps) {
  return (
    <li>
      <button
        type="button"
        className="flex w-full min-w-0 items-center gap-2 rounded-md px-2 py-1.5 text-left text-[13px] -outline-offset-2 hover:bg-sunken"
        onClick={onOpen}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{name}</span>{' '}
        {marks.map(
          (mark) =>
            mark !== false && (
              <span key={mark} className="shrink-0 rounded border border-line px-1.5 text-xs text-ink-soft">
                {mark}
              </span>
            ),
        )}
      </button>
    </li>
  )
}
