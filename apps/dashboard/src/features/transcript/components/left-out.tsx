import { formatCount } from '../../../lib/format.ts'

/** Says that a text is longer than what is shown of it. */
export function LeftOut({ bytes }: { bytes: number | undefined }) {
  if (bytes === undefined) return null
  return <p className="text-xs text-ink-faint">… and {formatCount(bytes)} bytes more, which are not shown</p>
}
