/** Holds the place of lines that are on their way. */
export function LoadingLines({ label, count = 3 }: { label: string; count?: number }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex h-14 items-center gap-4 px-4">
          <div className="h-3 w-1/3 animate-pulse rounded bg-sunken" />
          <div className="h-3 w-1/5 animate-pulse rounded bg-sunken" />
        </div>
      ))}
    </div>
  )
}
