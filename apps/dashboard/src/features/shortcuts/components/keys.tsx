/** Keys that are pressed one after the other. */
export function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <span className="flex shrink-0 gap-1">
      {keys.map((key, at) => (
        <kbd
          key={at}
          className="min-w-5.5 whitespace-nowrap rounded border border-line bg-sunken px-1.5 text-center font-mono text-xs leading-5 text-ink-soft"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
