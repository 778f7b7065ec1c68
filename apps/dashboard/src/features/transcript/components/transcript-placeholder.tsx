/** Room for what is on its way. It is no status of the page: the execution itself has one. */
export function TranscriptPlaceholder({ label }: { label: string }) {
  return <p className="h-40 px-4 py-3 text-sm text-ink-faint">{label}…</p>
}
