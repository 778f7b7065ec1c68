/** Everything, or the skills alone. */
export type PalettePage = 'all' | 'start'

export interface PaletteProps {
  /** Absent while it is closed. */
  page: PalettePage | undefined
  search: string
  /** Whether Enter was pressed before the palette was there. */
  entered: boolean
  onSearchChange: (search: string) => void
  onPageChange: (page: PalettePage) => void
  /** Its field is there and has the focus. */
  onReady: () => void
  onClose: () => void
  onShowShortcuts: () => void
  onAnswerOldest: () => void
}
