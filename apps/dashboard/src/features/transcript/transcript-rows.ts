import type { TranscriptEntry } from '@specflow/workflow/schema'

export type EntryOf<Kind extends TranscriptEntry['kind']> = Extract<TranscriptEntry, { kind: Kind }>
export type ToolCall = EntryOf<'tool_call'>
export type ToolResult = EntryOf<'tool_result'>

type Unshown = 'unreadable' | 'too_large'

/** What stands on one line of the page. */
export type TranscriptRow = { key: string } &
  /** `isContinued`: the row before is of the same kind. */
  (
    | {
        kind: 'entry'
        entry: Exclude<TranscriptEntry, ToolCall | ToolResult | EntryOf<Unshown>>
        isContinued?: true
      }
    /** A call with its result, as far as either is known. */
    | { kind: 'tool'; call?: ToolCall; result?: ToolResult }
    /** Neighbouring lines that cannot be shown. */
    | { kind: 'unshown'; why: Unshown; count: number }
  )

/**
 * The rows of entries: a result stands with its call, and what only says that something was taken down, the results of
 * todo lists and of answers, stands nowhere.
 */
export function toRows(entries: readonly TranscriptEntry[]): TranscriptRow[] {
  const results = new Map(
    entries.flatMap((entry) => (entry.kind === 'tool_result' ? [[entry.id, entry] as const] : [])),
  )
  const told = new Set<string>()
  const rows: TranscriptRow[] = []
  for (const entry of entries) {
    const row = toRow(entry, results.get(idOf(entry)), told)
    const last = rows.at(-1)
    if (row?.kind === 'unshown' && last?.kind === 'unshown' && last.why === row.why) {
      rows[rows.length - 1] = { ...last, count: last.count + 1 }
    } else if (row) rows.push(isSameKind(last, row) ? { ...row, isContinued: true } : row)
  }
  return rows
}

/** `told` has the ids of the calls whose result needs no row of its own any more. */
function toRow(
  entry: TranscriptEntry,
  result: ToolResult | undefined,
  told: Set<string>,
): TranscriptRow | undefined {
  const key = `${String(entry.offset)}.${String(entry.part)}`
  switch (entry.kind) {
    case 'tool_call':
      told.add(entry.id)
      // An answer that was taken is an entry of its own; one that was refused is worth seeing.
      if (entry.name === 'StructuredOutput' && result?.isError !== true) return undefined
      return { key, kind: 'tool', call: entry, ...(result && { result }) }
    case 'tool_result':
      return told.has(entry.id) ? undefined : { key, kind: 'tool', result: entry }
    case 'todo':
      if (result?.isError === false) told.add(entry.id)
      return { key, kind: 'entry', entry }
    case 'unreadable':
    case 'too_large':
      return { key, kind: 'unshown', why: entry.kind, count: 1 }
    default:
      return { key, kind: 'entry', entry }
  }
}

function isSameKind(
  last: TranscriptRow | undefined,
  row: TranscriptRow,
): row is Extract<TranscriptRow, { kind: 'entry' }> {
  return last?.kind === 'entry' && row.kind === 'entry' && last.entry.kind === row.entry.kind
}

function idOf(entry: TranscriptEntry): string {
  return entry.kind === 'tool_call' || entry.kind === 'todo' ? entry.id : ''
}

/** How many rows came after a place of the file. */
export function countRowsFrom(rows: readonly TranscriptRow[], offset: number): number {
  return rows.length - (rows.findLastIndex(({ key }) => Number.parseInt(key, 10) < offset) + 1)
}
