/** Both kinds of dialog look the same; only how they can be left differs. */
export const DIALOG_SHADE = 'fixed inset-0 z-40 bg-black/50'

export const DIALOG_BOX =
  'fixed left-1/2 top-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-lg border border-line bg-surface p-5 shadow-xl'
